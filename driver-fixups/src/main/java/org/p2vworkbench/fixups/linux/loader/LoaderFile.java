package org.p2vworkbench.fixups.linux.loader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.GuestEntry;
import org.p2vworkbench.fixups.guest.GuestTree;

/**
 * A file of the guest that holds kernel command lines.
 *
 * @param loader whose it is; empty for settings that several share
 */
public record LoaderFile(String path, Optional<BootLoader> loader, Syntax syntax) {

    /** How it is written. */
    public enum Syntax {
        GRUB(new GrubSyntax()),
        BLS(new BlsSyntax()),
        SYSLINUX(new SyslinuxSyntax()),
        LILO(new LiloSyntax()),
        SETTINGS(new SettingSyntax()),
        GRUB_ENVIRONMENT(new GrubEnvironmentSyntax()),
        COMMAND_LINE(new CommandLineSyntax());

        private final LoaderSyntax syntax;

        Syntax(LoaderSyntax syntax) {
            this.syntax = syntax;
        }
    }

    /** The folders in which an EFI system partition may be mounted. */
    private static final List<String> EFI = List.of("/boot/efi", "/efi", "/boot");

    /** All that the guest has. Links are left out, because what they lead to is there under its own name. */
    public static List<LoaderFile> of(GuestTree guest) throws IOException {
        List<LoaderFile> candidates = new ArrayList<>();
        for (String folder : List.of("/boot/grub", "/boot/grub2")) {
            candidates.add(file(folder + "/grub.cfg", BootLoader.GRUB2, Syntax.GRUB));
            candidates.add(settings(folder + "/grubenv", Syntax.GRUB_ENVIRONMENT));
        }
        candidates.add(file("/boot/grub/menu.lst", BootLoader.GRUB_LEGACY, Syntax.GRUB));
        candidates.add(file("/boot/grub/grub.conf", BootLoader.GRUB_LEGACY, Syntax.GRUB));
        for (String partition : EFI) {
            addEfi(candidates, guest, partition);
        }
        for (String path : List.of(
                "/boot/extlinux/extlinux.conf",
                "/boot/extlinux/linux.cfg",
                "/boot/extlinux.conf",
                "/boot/syslinux/syslinux.cfg",
                "/boot/syslinux/extlinux.conf",
                "/extlinux.conf")) {
            candidates.add(file(path, BootLoader.SYSLINUX, Syntax.SYSLINUX));
        }
        candidates.add(file("/etc/lilo.conf", BootLoader.LILO, Syntax.LILO));
        candidates.add(file("/etc/elilo.conf", BootLoader.ELILO, Syntax.LILO));
        candidates.add(settings("/etc/default/grub", Syntax.SETTINGS));
        candidates.add(settings("/etc/sysconfig/bootloader", Syntax.SETTINGS));
        candidates.add(settings("/etc/kernel/cmdline", Syntax.COMMAND_LINE));
        for (String name : guest.names("/etc/default/grub.d")) {
            candidates.add(settings("/etc/default/grub.d/" + name, Syntax.SETTINGS));
        }
        List<LoaderFile> files = new ArrayList<>();
        for (LoaderFile each : candidates) {
            if (guest.look(each.path).filter(LoaderFile::isOrdinary).isPresent()) {
                files.add(each);
            }
        }
        return List.copyOf(files);
    }

    private static void addEfi(List<LoaderFile> candidates, GuestTree guest, String partition) throws IOException {
        for (String vendor : guest.names(partition + "/EFI")) {
            String folder = partition + "/EFI/" + vendor;
            candidates.add(file(folder + "/grub.cfg", BootLoader.GRUB2, Syntax.GRUB));
            candidates.add(settings(folder + "/grubenv", Syntax.GRUB_ENVIRONMENT));
            candidates.add(file(folder + "/grub.conf", BootLoader.GRUB_LEGACY, Syntax.GRUB));
            candidates.add(file(folder + "/elilo.conf", BootLoader.ELILO, Syntax.LILO));
        }
        for (String entry : guest.names(partition + "/loader/entries")) {
            if (entry.endsWith(".conf")) {
                candidates.add(file(partition + "/loader/entries/" + entry, BootLoader.BLS, Syntax.BLS));
            }
        }
    }

    private static LoaderFile file(String path, BootLoader loader, Syntax syntax) {
        return new LoaderFile(path, Optional.of(loader), syntax);
    }

    private static LoaderFile settings(String path, Syntax syntax) {
        return new LoaderFile(path, Optional.empty(), syntax);
    }

    private static boolean isOrdinary(GuestEntry entry) {
        return entry.kind() == GuestEntry.Kind.FILE;
    }

    public List<BootEntry> entries(String text) {
        return syntax.syntax.entries(text);
    }

    public String rewrite(String text, ArgumentEdit edit) {
        return syntax.syntax.rewrite(text, edit);
    }
}
