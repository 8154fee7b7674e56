package org.p2vworkbench.media.disc;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.media.agent.AgentSettings;
import org.p2vworkbench.media.parts.Architecture;
import org.p2vworkbench.media.parts.DebFile;
import org.p2vworkbench.media.parts.HostPackage;
import org.p2vworkbench.media.parts.PackageCache;

/**
 * The folder that a TFTP or HTTP server gives to machines that start from the network: by BIOS through PXELINUX, by UEFI
 * through shim and GRUB, also with Secure Boot, and by iPXE.
 */
public final class NetBoot {

    private final Workshop workshop;
    private final PackageCache packages;

    public NetBoot(Workshop workshop) {
        this.workshop = workshop;
        packages = new PackageCache(workshop.cache().resolve("packages"), workshop.programs());
    }

    /**
     * Writes the folder; it has its name when it is whole.
     *
     * @throws FileAlreadyExistsException if it is there already: what a server gives away is not overwritten
     */
    public void write(AgentSettings settings, Path folder) throws IOException {
        if (Files.exists(folder)) {
            throw new FileAlreadyExistsException(folder.toString());
        }
        HostPackage pxelinux = packages.fetch("pxelinux", Architecture.AMD64);
        HostPackage syslinux = packages.fetch("syslinux-common", Architecture.AMD64);
        List<String> manifest = new ArrayList<>(List.of(pxelinux.line(), syslinux.line()));
        try (Scratch scratch = Scratch.in(workshop.cache())) {
            Path made = Files.createDirectory(scratch.folder().resolve("tftp"));
            BootFiles boot = new AgentBoot(workshop, packages).make(settings, scratch.folder());
            Files.copy(boot.kernel(), made.resolve("vmlinuz"));
            Files.move(boot.root(), made.resolve("agent.img"));
            forBios(made, pxelinux, syslinux);
            if (boot.architecture() == Architecture.AMD64) {
                manifest.addAll(forUefi(made));
            }
            Files.writeString(made.resolve("agent.ipxe"), Menus.ipxe());
            boot.papers(made, manifest);
            place(made, folder);
        }
    }

    private void forBios(Path made, HostPackage pxelinux, HostPackage syslinux) throws IOException {
        Files.write(made.resolve("pxelinux.0"), DebFile.file(pxelinux, "usr/lib/PXELINUX/pxelinux.0"));
        SyslinuxModules.into(made, syslinux);
        Path menus = Files.createDirectory(made.resolve("pxelinux.cfg"));
        Files.writeString(menus.resolve("default"), Menus.syslinux(workshop.architecture(), ""));
        Files.writeString(made.resolve("no64.cfg"), Menus.without64Bits());
    }

    /** Returns the lines of the manifest. */
    private List<String> forUefi(Path made) throws IOException {
        HostPackage shim = packages.fetch("shim-signed", Architecture.AMD64);
        HostPackage grub = packages.fetch("grub-efi-amd64-signed", Architecture.AMD64);
        Files.write(made.resolve("bootx64.efi"), DebFile.file(shim, "usr/lib/shim/shimx64.efi.signed"));
        Files.write(
                made.resolve("grubx64.efi"),
                DebFile.file(grub, "usr/lib/grub/x86_64-efi-signed/grubnetx64.efi.signed"));
        Path menus = Files.createDirectory(made.resolve("grub"));
        Files.writeString(menus.resolve("grub.cfg"), Menus.grub("/"));
        return List.of(shim.line(), grub.line());
    }

    /** The server reads it as whoever it runs as, so everybody may; a code in it is everybody's too, as on the wire. */
    private static void place(Path made, Path folder) throws IOException {
        Path part = Files.createTempDirectory(folder.getParent(), folder.getFileName() + ".part");
        try (var files = Files.walk(made)) {
            for (Path file : files.toList()) {
                Path to = part.resolve(made.relativize(file).toString());
                boolean isFolder = Files.isDirectory(file);
                if (isFolder) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
                }
                Files.setPosixFilePermissions(
                        to, PosixFilePermissions.fromString(isFolder ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
        Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
    }
}
