package org.p2vworkbench.fixups.appliance;

/** What runs the appliance's instructions. */
public enum Accelerator {
    /** The processor itself. */
    KVM,
    /** QEMU's emulation, ten times slower and always there. */
    TCG
}
