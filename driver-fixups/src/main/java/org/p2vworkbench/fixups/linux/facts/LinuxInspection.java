package org.p2vworkbench.fixups.linux.facts;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.linux.facts.LinuxGuest.Architecture;
import org.p2vworkbench.fixups.linux.facts.LinuxGuest.InitSystem;
import org.p2vworkbench.fixups.linux.facts.LinuxGuest.InitramfsTool;
import org.p2vworkbench.fixups.linux.interfaces.Assignments;
import org.p2vworkbench.fixups.linux.interfaces.NetworkFiles;
import org.p2vworkbench.fixups.linux.loader.BootLoader;
import org.p2vworkbench.fixups.linux.loader.LoaderFile;

/** Reads what a Linux guest is. Nothing is run for it. */
public final class LinuxInspection {

    /** Small programs first: a file is fetched whole. */
    private static final List<String> PROGRAMS = List.of("/bin/true", "/usr/bin/true", "/bin/sh", "/sbin/init");

    private static final int ELF_HEADER_BYTES = 20;

    private LinuxInspection() {}

    /** Whether it looks like a Linux at all: a container's root or a rescue system has no kernel, but it has these. */
    public static boolean isLinux(GuestTree guest) throws IOException {
        return guest.isFolder("/etc") && (guest.isFile("/etc/fstab") || guest.isFolder("/lib/modules"));
    }

    public static LinuxGuest of(GuestTree guest) throws IOException {
        Distribution distribution = Distribution.of(guest);
        List<LoaderFile> files = LoaderFile.of(guest);
        List<Kernel> kernels = new KernelList(guest).all(new BootMenu(guest, files).entries());
        Set<BootLoader> loaders =
                files.stream().flatMap(file -> file.loader().stream()).collect(Collectors.toSet());
        return new LinuxGuest(
                distribution,
                architecture(guest),
                kernels,
                initramfsTool(guest, distribution),
                loaders,
                uefi(guest),
                initSystem(guest),
                StorageStack.of(guest),
                NetworkFiles.of(guest),
                localClock(guest),
                guest.text("/etc/selinux/config")
                        .map(text -> Assignments.of(text).value("SELINUX")));
    }

    /** By {@code e_machine} of a program (System V ABI, ELF header): 3 is the 80386, 62 is AMD64. */
    private static Architecture architecture(GuestTree guest) throws IOException {
        for (String program : PROGRAMS) {
            if (guest.isFile(program)) {
                byte[] header;
                try (InputStream in = guest.read(program).open()) {
                    header = in.readNBytes(ELF_HEADER_BYTES);
                }
                if (header.length == ELF_HEADER_BYTES && header[0] == 0x7f && header[1] == 'E') {
                    return switch (header[18] & 0xff | (header[19] & 0xff) << 8) {
                        case 3 -> Architecture.X86;
                        case 62 -> Architecture.X86_64;
                        default -> Architecture.OTHER;
                    };
                }
            }
        }
        return Architecture.UNKNOWN;
    }

    /** Distributions moved to dracut at different times and derivatives move back, so the program decides. */
    private static InitramfsTool initramfsTool(GuestTree guest, Distribution distribution) throws IOException {
        if (has(guest, "update-initramfs")) {
            return InitramfsTool.INITRAMFS_TOOLS;
        }
        if (has(guest, "dracut")) {
            return InitramfsTool.DRACUT;
        }
        if (has(guest, "mkinitcpio")) {
            return InitramfsTool.MKINITCPIO;
        }
        if (has(guest, "mkinitrd")) {
            return distribution.family() == Distribution.Family.SUSE
                    ? InitramfsTool.MKINITRD_SUSE
                    : InitramfsTool.MKINITRD_REDHAT;
        }
        return InitramfsTool.UNKNOWN;
    }

    private static boolean has(GuestTree guest, String program) throws IOException {
        for (String folder : List.of("/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/")) {
            if (guest.isFile(folder + program)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A system partition alone does not tell: machines installed for both have one. A GRUB for BIOS in {@code /boot}
     * was put there by whoever made the machine boot that way.
     */
    private static boolean uefi(GuestTree guest) throws IOException {
        boolean partition =
                guest.isFolder("/boot/efi/EFI") || guest.isFolder("/efi/EFI") || guest.isFolder("/boot/EFI");
        return partition && !guest.isFolder("/boot/grub/i386-pc") && !guest.isFolder("/boot/grub2/i386-pc");
    }

    private static InitSystem initSystem(GuestTree guest) throws IOException {
        if (guest.isFile("/lib/systemd/systemd") || guest.isFile("/usr/lib/systemd/systemd")) {
            return InitSystem.SYSTEMD;
        }
        return guest.isFile("/etc/init/rc.conf") || guest.isFile("/etc/init/rcS.conf")
                ? InitSystem.UPSTART
                : InitSystem.SYSV;
    }

    /** The third line of adjtime(5), and before it was there the settings of the distributions. */
    private static boolean localClock(GuestTree guest) throws IOException {
        List<String> lines = guest.text("/etc/adjtime").orElse("").lines().toList();
        if (lines.size() >= 3) {
            return lines.get(2).strip().equals("LOCAL");
        }
        Assignments sysconfig =
                Assignments.of(guest.text("/etc/sysconfig/clock").orElse(""));
        Assignments debian = Assignments.of(guest.text("/etc/default/rcS").orElse(""));
        return sysconfig.value("UTC").matches("(?i)false|no")
                || debian.value("UTC").equalsIgnoreCase("no")
                || sysconfig.value("HWCLOCK").contains("--localtime");
    }
}
