package org.p2vworkbench.converter.doctor;

import java.util.List;
import java.util.Optional;
import org.p2vworkbench.converter.fixup.HostGrub;

/** The boot loader of this host, for guests that bring none. */
final class Grub implements Check {

    private final PackageSource packages;

    Grub(PackageSource packages) {
        this.packages = packages;
    }

    @Override
    public String name() {
        return "grub";
    }

    @Override
    public List<Finding> findings() {
        if (HostGrub.isThere()) {
            return List.of(Finding.ok(name(), "GRUB for guests that bring no boot loader"));
        }
        return List.of(new Finding(
                name(),
                Finding.Status.WARN,
                "no GRUB to give to guests that bring no boot loader, as those of a Xen host",
                Optional.of(packages.install("grub-common grub-pc-bin", "grub2-tools-extra grub2-pc-modules"))));
    }
}
