package org.p2vworkbench.media.disc;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.p2vworkbench.media.agent.AgentRoot;
import org.p2vworkbench.media.agent.AgentSettings;
import org.p2vworkbench.media.agent.ClassArchive;
import org.p2vworkbench.media.agent.Firmware;
import org.p2vworkbench.media.agent.KernelFiles;
import org.p2vworkbench.media.parts.Architecture;
import org.p2vworkbench.media.parts.HostPackage;
import org.p2vworkbench.media.parts.JavaRuntime;
import org.p2vworkbench.media.parts.MissingPartException;
import org.p2vworkbench.media.parts.PackageCache;
import org.p2vworkbench.media.tree.CpioArchive;
import org.p2vworkbench.media.tree.FileTree;
import org.p2vworkbench.media.tree.SquashImage;

/** Makes kernel and root of the agent's media: out of packages, Java and the agent, kept as parts for the next time. */
final class AgentBoot {

    private static final List<String> LIBRARIES = List.of("libc6", "zlib1g", "libstdc++6", "libgcc-s1");
    private static final List<String> OF_THE_HELPER = List.of("libcrypt1", "libtomcrypt1", "libtommath1", "libgmp10");
    private static final String JDK_PACKAGE = "openjdk-17-jdk-headless";

    private final Workshop workshop;
    private final Architecture architecture;
    private final PackageCache packages;
    private final Parts parts;
    private final List<String> manifest = new ArrayList<>();
    private final Map<String, byte[]> licences = new TreeMap<>();

    AgentBoot(Workshop workshop, PackageCache packages) {
        this.workshop = workshop;
        this.packages = packages;
        architecture = workshop.architecture();
        parts = new Parts(workshop.cache().resolve("parts"), workshop.story());
    }

    /** @param scratch has to stay for as long as the files are needed */
    BootFiles make(AgentSettings settings, Path scratch) throws IOException {
        HostPackage image = kernelImage();
        HostPackage busybox = fetched("busybox-static");
        List<HostPackage> libraries = fetched(LIBRARIES);
        UnpackedKernel unpacked = new UnpackedKernel(image, scratch);
        LinkedJava runtime = new LinkedJava(scratch, libraries);

        Path kernel = parts.of(
                "kernel", image.line(), out -> Files.copy(unpacked.get().kernel(), out));
        Path first = parts.of("first", image.line(), out -> CpioArchive.write(AgentRoot.first(unpacked.get()), out));
        SquashImage squash = new SquashImage(workshop.programs());
        Path base = parts.of(
                "base",
                image.line() + lines(libraries),
                out -> squash.of(
                        AgentRoot.base(architecture, unpacked.get(), libraries, workshop.programs()), scratch, out));
        Path java = parts.of(
                "java", runtime.java.madeOf(), out -> squash.of(AgentRoot.java(runtime.folder()), scratch, out));
        Path classes = parts.of(
                "classes",
                runtime.java.madeOf() + Checksums.sha256(workshop.agentJar()),
                out -> squash.of(AgentRoot.classes(runtime.classes()), scratch, out));

        Path root = scratch.resolve("agent.img");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(root))) {
            CpioArchive.write(AgentRoot.damaged(architecture, busybox), out);
            Files.copy(first, out);
            CpioArchive.write(AgentRoot.part("base", base), out);
            CpioArchive.write(AgentRoot.part("java", java), out);
            CpioArchive.write(AgentRoot.part("classes", classes), out);
            if (workshop.firmware()) {
                CpioArchive.write(AgentRoot.part("firmware", firmware(image, unpacked, scratch)), out);
            }
            if (settings.authorizedKey().isPresent()) {
                CpioArchive.write(helper(), out);
            }
            CpioArchive.write(AgentRoot.settings(settings), out);
            // With the agent comes the first program: whatever is cut off before, that one is not there.
            CpioArchive.write(AgentRoot.agent(workshop.agentJar()), out);
        }
        manifest.add(runtime.java.line());
        manifest.add("agent " + workshop.agentJar().getFileName());
        return new BootFiles(architecture, kernel, root, manifest, licences);
    }

    /** The kernel's package, unpacked when the first part wants it. */
    private static final class UnpackedKernel {

        private final HostPackage image;
        private final Path scratch;
        private Optional<KernelFiles> files = Optional.empty();

        UnpackedKernel(HostPackage image, Path scratch) {
            this.image = image;
            this.scratch = scratch;
        }

        KernelFiles get() throws IOException {
            if (files.isEmpty()) {
                files = Optional.of(KernelFiles.of(image, scratch));
            }
            return files.get();
        }
    }

    /** Java as a folder, made when the first part wants it. */
    private final class LinkedJava {

        private final Path scratch;
        private final List<HostPackage> libraries;
        private final JavaRuntime java;

        LinkedJava(Path scratch, List<HostPackage> libraries) throws IOException {
            this.scratch = scratch;
            this.libraries = libraries;
            Optional<HostPackage> modules =
                    architecture == Architecture.AMD64 ? Optional.empty() : Optional.of(fetched(JDK_PACKAGE));
            java = new JavaRuntime(workshop.jdk(), modules, workshop.programs());
        }

        Path folder() throws IOException {
            Path folder = scratch.resolve("java");
            if (!Files.exists(folder)) {
                java.into(folder);
            }
            return folder;
        }

        Path classes() throws IOException {
            Path folder = Files.createDirectories(scratch.resolve("classes"));
            return new ClassArchive(architecture, libraries, workshop.rehearsal(), workshop.programs())
                    .of(folder(), workshop.agentJar(), folder);
        }
    }

    /** Of the packages there are; what cannot be had is told, and the medium made without it. */
    private Path firmware(HostPackage image, UnpackedKernel unpacked, Path scratch) throws IOException {
        List<HostPackage> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String name : Firmware.PACKAGES) {
            try {
                HostPackage one = fetched(name);
                found.add(one);
                licences.put(name, Firmware.licence(one));
            } catch (MissingPartException notToBeHad) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            workshop.story()
                    .accept(("not to be had: %s. Cards that need them will not work; for them, add the component"
                                    + " non-free-firmware to this host's apt sources, apt-get update, and again")
                            .formatted(String.join(", ", missing)));
        }
        return parts.of("firmware", image.line() + lines(found), out -> new SquashImage(workshop.programs())
                .of(Firmware.of(unpacked.get(), found), scratch, out));
    }

    private FileTree helper() throws IOException {
        return AgentRoot.helper(fetched("dropbear-bin"), fetched(OF_THE_HELPER));
    }

    private HostPackage kernelImage() throws IOException {
        HostPackage meta = packages.fetch(architecture.kernelPackage(), architecture);
        String name = meta.depends().stream()
                .filter(one -> one.startsWith("linux-image-"))
                .findFirst()
                .orElseThrow(() -> new MissingPartException(
                        meta.line() + " names no kernel", "Media are built on Debian; see docs/media.md.", null));
        return fetched(name);
    }

    private HostPackage fetched(String name) throws IOException {
        HostPackage one = packages.fetch(name, architecture);
        manifest.add(one.line());
        return one;
    }

    private List<HostPackage> fetched(List<String> names) throws IOException {
        List<HostPackage> all = new ArrayList<>();
        for (String name : names) {
            all.add(fetched(name));
        }
        return all;
    }

    private static String lines(List<HostPackage> packages) {
        StringBuilder lines = new StringBuilder();
        packages.forEach(one -> lines.append('\n').append(one.line()));
        return lines.toString();
    }
}
