package org.p2vworkbench.media.disc;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.p2vworkbench.media.agent.AgentRoot;
import org.p2vworkbench.media.agent.AgentSettings;
import org.p2vworkbench.media.parts.DebFile;
import org.p2vworkbench.media.parts.HostPackage;
import org.p2vworkbench.media.parts.HostProgram;
import org.p2vworkbench.media.parts.JavaRuntime;
import org.p2vworkbench.media.parts.MissingPartException;
import org.p2vworkbench.media.parts.PackageCache;
import org.p2vworkbench.media.tree.CpioArchive;

/** The disc that makes a machine an agent. */
public final class AgentDisc {

    private static final String ARCHITECTURE = "amd64";

    /** What the kernel is told, for the screen and for a serial line; the last is where questions are asked. */
    private static final String KERNEL_ARGUMENTS =
            "console=ttyS0,115200 console=tty0 quiet panic=30 raid=noautodetect p2v.medium";

    private static final String SERIAL_ARGUMENTS =
            "console=tty0 console=ttyS0,115200 panic=30 raid=noautodetect p2v.medium";

    private final Path cache;
    private final Path agentJar;
    private final JavaRuntime java;
    private final HostProgram programs;
    private final Consumer<String> story;
    private final PackageCache packages;

    /**
     * @param cache where parts are kept for the next disc
     * @param agentJar the agent with all it needs
     * @param jdk whose Java goes onto the disc
     */
    public AgentDisc(Path cache, Path agentJar, Path jdk, HostProgram programs, Consumer<String> story) {
        this.cache = cache;
        this.agentJar = agentJar;
        this.java = new JavaRuntime(jdk, programs);
        this.programs = programs;
        this.story = story;
        packages = new PackageCache(cache.resolve("packages"), programs);
    }

    /** Writes the disc; it has its name when it is whole. */
    public void write(AgentSettings settings, Path iso) throws IOException {
        HostPackage image = kernelImage();
        HostPackage busybox = packages.fetch("busybox-static", ARCHITECTURE);
        HostPackage libc = packages.fetch("libc6", ARCHITECTURE);
        HostPackage isolinux = packages.fetch("isolinux", ARCHITECTURE);
        HostPackage syslinux = packages.fetch("syslinux-common", ARCHITECTURE);
        HostPackage shim = packages.fetch("shim-signed", ARCHITECTURE);
        HostPackage grub = packages.fetch("grub-efi-amd64-signed", ARCHITECTURE);
        List<HostPackage> all = List.of(image, busybox, libc, isolinux, syslinux, shim, grub);
        Files.createDirectories(cache);
        Path scratch = Files.createTempDirectory(cache, "disc");
        Path part = iso.resolveSibling(iso.getFileName() + ".part");
        try {
            Path folder = Files.createDirectory(scratch.resolve("root"));
            Path boot = Files.createDirectories(folder.resolve("boot"));
            Parts parts = new Parts(cache.resolve("parts"), story);
            Path kernel = parts.of("kernel", image.line(), out -> out.write(AgentRoot.kernel(image)));
            Path base = parts.of(
                    "base",
                    image.line() + busybox.line() + libc.line(),
                    out -> CpioArchive.packed(AgentRoot.base(image, busybox, libc, scratch, programs), out));
            Path runtime =
                    parts.of("java", java.madeOf(), out -> CpioArchive.packed(AgentRoot.java(java, scratch), out));
            Files.copy(kernel, boot.resolve("vmlinuz"));
            try (OutputStream root = new BufferedOutputStream(Files.newOutputStream(boot.resolve("agent.img")))) {
                copy(base, root);
                copy(runtime, root);
                // A jar is packed already, and is as new as the program.
                CpioArchive.plain(AgentRoot.agent(agentJar), root);
                CpioArchive.plain(AgentRoot.settings(settings), root);
            }
            loaders(folder, scratch, isolinux, syslinux, shim, grub);
            manifest(folder, all);
            Path hybrid = scratch.resolve("isohdpfx.bin");
            Files.write(hybrid, DebFile.file(isolinux, "usr/lib/ISOLINUX/isohdpfx.bin"));
            new IsoImage(programs).write(folder, hybrid, "P2V_AGENT", part);
            if (settings.enrol().isPresent()) {
                // Whoever can read the code can use it.
                Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
            }
            Files.move(part, iso, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
            remove(scratch);
        }
    }

    /** Filled up to four bytes: where the next archive has to begin for the kernel to see it. */
    private static void copy(Path part, OutputStream root) throws IOException {
        long bytes = Files.copy(part, root);
        root.write(new byte[(int) (-bytes & 3)]);
    }

    private HostPackage kernelImage() throws IOException {
        HostPackage meta = packages.fetch("linux-image-" + ARCHITECTURE, ARCHITECTURE);
        String name = meta.depends().stream()
                .filter(one -> one.startsWith("linux-image-"))
                .findFirst()
                .orElseThrow(() -> new MissingPartException(
                        meta.line() + " names no kernel", "Media are built on Debian; see docs/media.md.", null));
        return packages.fetch(name, ARCHITECTURE);
    }

    private void loaders(
            Path folder, Path scratch, HostPackage isolinux, HostPackage syslinux, HostPackage shim, HostPackage grub)
            throws IOException {
        Path bios = Files.createDirectories(folder.resolve("isolinux"));
        Files.write(bios.resolve("isolinux.bin"), DebFile.file(isolinux, "usr/lib/ISOLINUX/isolinux.bin"));
        Files.write(bios.resolve("ldlinux.c32"), DebFile.file(syslinux, "usr/lib/syslinux/modules/bios/ldlinux.c32"));
        Files.writeString(bios.resolve("isolinux.cfg"), isolinuxMenu());
        Path uefi = Files.createDirectories(folder.resolve("boot/grub"));
        Files.writeString(uefi.resolve("grub.cfg"), grubMenu());
        // GRUB finds its disc by this file.
        Files.createDirectories(folder.resolve(".disk"));
        Files.writeString(folder.resolve(".disk/info"), "P2V agent\n");
        Map<String, Path> firmware = new LinkedHashMap<>();
        firmware.put(
                "/EFI/BOOT/BOOTX64.EFI",
                written(scratch, "bootx64.efi", DebFile.file(shim, "usr/lib/shim/shimx64.efi.signed")));
        firmware.put(
                "/EFI/BOOT/grubx64.efi",
                written(
                        scratch,
                        "grubx64.efi",
                        DebFile.file(grub, "usr/lib/grub/x86_64-efi-signed/gcdx64.efi.signed")));
        new IsoImage(programs).writeFat(folder.resolve("efi.img"), firmware);
    }

    private static String isolinuxMenu() {
        return """
                serial 0 115200
                default agent
                prompt 1
                timeout 30
                say P2V agent: Enter to start, "serial" for the serial line
                label agent
                  kernel /boot/vmlinuz
                  initrd /boot/agent.img
                  append %s
                label serial
                  kernel /boot/vmlinuz
                  initrd /boot/agent.img
                  append %s
                """.formatted(KERNEL_ARGUMENTS, SERIAL_ARGUMENTS);
    }

    private static String grubMenu() {
        return """
                set timeout=3
                serial --unit=0 --speed=115200
                terminal_input console serial
                terminal_output console serial
                menuentry "P2V agent" {
                    linux /boot/vmlinuz %s
                    initrd /boot/agent.img
                }
                menuentry "P2V agent, on the serial line" {
                    linux /boot/vmlinuz %s
                    initrd /boot/agent.img
                }
                """.formatted(KERNEL_ARGUMENTS, SERIAL_ARGUMENTS);
    }

    private void manifest(Path folder, List<HostPackage> all) throws IOException {
        List<String> lines = new ArrayList<>();
        all.forEach(one -> lines.add(one.line()));
        lines.add(java.line());
        lines.add("agent " + agentJar.getFileName());
        Files.write(folder.resolve("manifest.txt"), lines, StandardCharsets.UTF_8);
    }

    private static Path written(Path folder, String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path one : walk.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(one);
            }
        }
    }
}
