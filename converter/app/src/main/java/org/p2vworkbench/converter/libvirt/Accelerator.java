package org.p2vworkbench.converter.libvirt;

import java.nio.file.Files;
import java.nio.file.Path;

/** What runs the guest's instructions. */
public enum Accelerator {
    KVM("kvm"),
    /** qemu's own translation: slow, and always there. */
    TCG("qemu");

    private final String domainType;

    Accelerator(String domainType) {
        this.domainType = domainType;
    }

    /** What this host offers to this user. Nested virtualisation may be offered and still fail at the first start. */
    public static Accelerator ofThisHost() {
        Path kvm = Path.of("/dev/kvm");
        return Files.isReadable(kvm) && Files.isWritable(kvm) ? KVM : TCG;
    }

    String domainType() {
        return domainType;
    }
}
