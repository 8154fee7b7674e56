package org.p2vworkbench.converter.doctor;

import java.nio.file.Path;
import java.util.List;

/** All checks, in the order an operator wants them answered. */
public final class Examination {

    private static final Path PROC = Path.of("/proc");

    private Examination() {}

    /**
     * @param store where machines will be written
     * @param quick start no appliance
     */
    public static List<Check> of(Path store, boolean quick) {
        PackageSource packages = PackageSource.ofThisHost();
        return List.of(
                new Tools(packages),
                new Grub(packages),
                new Kvm(Path.of("/dev/kvm")),
                new Libguestfs(packages, quick),
                new StoreSpace(store),
                new Memory(PROC.resolve("meminfo")),
                new Ports(new Listeners(PROC)),
                new Jdk(Path.of("/usr/lib/jvm")),
                new Aes());
    }
}
