package org.p2vworkbench.converter.libvirt;

import org.p2vworkbench.converter.process.OutsideProgram;

/**
 * What the host that will run the machine has, as far as its definition depends on it.
 *
 * @param tpm whether a TPM can be emulated
 */
public record HostFeatures(Accelerator accelerator, boolean tpm) {

    public static final OutsideProgram SWTPM = new OutsideProgram("swtpm", "swtpm-tools");

    /** Of this host and this user. */
    public static HostFeatures ofThisHost() {
        return new HostFeatures(Accelerator.ofThisHost(), SWTPM.location().isPresent());
    }
}
