package org.p2vworkbench.fixups.linux.facts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.fixups.linux.interfaces.NetworkFiles;
import org.p2vworkbench.fixups.linux.loader.BootLoader;

/**
 * A Linux guest as its files describe it.
 *
 * @param kernels that can be booted, the one that boots by default first
 * @param localClock whether it expects local time in the machine's clock
 * @param selinux what {@code SELINUX=} says, "enforcing"; empty when it has none
 */
public record LinuxGuest(
        Distribution distribution,
        Architecture architecture,
        List<Kernel> kernels,
        InitramfsTool initramfsTool,
        Set<BootLoader> bootLoaders,
        boolean uefi,
        InitSystem initSystem,
        StorageStack storage,
        NetworkFiles network,
        boolean localClock,
        Optional<String> selinux) {

    public LinuxGuest {
        kernels = List.copyOf(kernels);
        bootLoaders = Set.copyOf(bootLoaders);
    }

    /** What its programs are made for. */
    public enum Architecture {
        X86,
        X86_64,
        OTHER,
        UNKNOWN
    }

    /** What starts its services. */
    public enum InitSystem {
        SYSTEMD,
        UPSTART,
        SYSV
    }

    /** Who makes its initial RAM disks. */
    public enum InitramfsTool {
        INITRAMFS_TOOLS,
        DRACUT,
        MKINITRD_REDHAT,
        MKINITRD_SUSE,
        MKINITCPIO,
        UNKNOWN
    }
}
