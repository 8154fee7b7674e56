package org.p2vworkbench.converter.libvirt;

import java.nio.file.Files;
import java.nio.file.Path;

/** What runs the guest's instructions. */
public enum Accelerator {
    KVM("kvm", "kvm"),
    /** qemu's own translation: slow, and always there. */
    TCG("qemu", "tcg");

    private final String domainType;
    private final String qemuName;

    Accelerator(String domainType, String qemuName) {
        this.domainType = domainType;
        this.qemuName = qemuName;
    }

    /** As qemu's option calls it. */
    public String qemuName() {
        return qemuName;
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
