package org.p2vworkbench.media.disc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.p2vworkbench.media.agent.AgentSettings;
import org.p2vworkbench.media.parts.Architecture;
import org.p2vworkbench.media.parts.DebFile;
import org.p2vworkbench.media.parts.HostPackage;
import org.p2vworkbench.media.parts.PackageCache;

/** The disc that makes a machine an agent. One for 32 bits starts by BIOS alone: hardly any such machine has a UEFI. */
public final class AgentDisc {

    private static final String VOLUME = "P2V_AGENT";

    private final Workshop workshop;
    private final PackageCache packages;

    public AgentDisc(Workshop workshop) {
        this.workshop = workshop;
        packages = new PackageCache(workshop.cache().resolve("packages"), workshop.programs());
    }

    /** Writes the disc; it has its name when it is whole. */
    public void write(AgentSettings settings, Path iso) throws IOException {
        // Boot loaders are programs of this host's, whatever they start.
        HostPackage isolinux = packages.fetch("isolinux", Architecture.AMD64);
        HostPackage syslinux = packages.fetch("syslinux-common", Architecture.AMD64);
        List<String> manifest = new ArrayList<>(List.of(isolinux.line(), syslinux.line()));
        Path part = iso.resolveSibling(iso.getFileName() + ".part");
        try (Scratch scratch = Scratch.in(workshop.cache())) {
            Path folder = Files.createDirectory(scratch.folder().resolve("root"));
            BootFiles boot = new AgentBoot(workshop, packages).make(settings, scratch.folder());
            Path below = Files.createDirectories(folder.resolve("boot"));
            Files.copy(boot.kernel(), below.resolve("vmlinuz"));
            Files.move(boot.root(), below.resolve("agent.img"));
            forBios(folder, isolinux, syslinux);
            if (boot.architecture() == Architecture.AMD64) {
                manifest.addAll(forUefi(folder, scratch.folder()));
            }
            boot.papers(folder, manifest);
            Files.writeString(folder.resolve(Checksums.FILE), Checksums.of(folder));
            Path hybrid = scratch.folder().resolve("isohdpfx.bin");
            Files.write(hybrid, DebFile.file(isolinux, "usr/lib/ISOLINUX/isohdpfx.bin"));
            new IsoImage(workshop.programs()).write(folder, hybrid, VOLUME, part);
            if (settings.enrol().isPresent()) {
                // Whoever can read the code can use it.
                Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
            }
            Files.move(part, iso, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void forBios(Path folder, HostPackage isolinux, HostPackage syslinux) throws IOException {
        Path bios = Files.createDirectories(folder.resolve("isolinux"));
        Files.write(bios.resolve("isolinux.bin"), DebFile.file(isolinux, "usr/lib/ISOLINUX/isolinux.bin"));
        SyslinuxModules.into(bios, syslinux);
        Files.writeString(bios.resolve("isolinux.cfg"), Menus.syslinux(workshop.architecture(), "/boot/"));
        Files.writeString(bios.resolve("no64.cfg"), Menus.without64Bits());
    }

    /** Returns the lines of the manifest. */
    private List<String> forUefi(Path folder, Path scratch) throws IOException {
        HostPackage shim = packages.fetch("shim-signed", Architecture.AMD64);
        HostPackage grub = packages.fetch("grub-efi-amd64-signed", Architecture.AMD64);
        Path uefi = Files.createDirectories(folder.resolve("boot/grub"));
        Files.writeString(uefi.resolve("grub.cfg"), Menus.grub("/boot/"));
        // GRUB finds its disc by this file.
        Files.createDirectories(folder.resolve(".disk"));
        Files.writeString(folder.resolve(".disk/info"), "P2V agent\n");
        Map<String, Path> firmware = new LinkedHashMap<>();
        firmware.put(
                "/EFI/BOOT/BOOTX64.EFI",
                Files.write(scratch.resolve("bootx64.efi"), DebFile.file(shim, "usr/lib/shim/shimx64.efi.signed")));
        firmware.put(
                "/EFI/BOOT/grubx64.efi",
                Files.write(
                        scratch.resolve("grubx64.efi"),
                        DebFile.file(grub, "usr/lib/grub/x86_64-efi-signed/gcdx64.efi.signed")));
        new IsoImage(workshop.programs()).writeFat(folder.resolve(IsoImage.FOR_UEFI), firmware);
        return List.of(shim.line(), grub.line());
    }
}
