package org.p2vworkbench.media.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Java cut down to what the agent needs, by the jlink of a JDK: out of its own modules, or those of a package. */
public final class JavaRuntime {

    /** What jdeps finds in the agent and its libraries, and the elliptic curves that SSH needs. */
    private static final List<String> MODULES = List.of(
            "java.base",
            "java.logging",
            "java.management",
            "java.naming",
            "java.rmi",
            "java.security.jgss",
            "java.xml",
            "jdk.crypto.ec",
            "jdk.unsupported");

    private final Path jdk;
    private final Optional<HostPackage> modules;
    private final HostProgram programs;

    /** @param modules a package of a JDK of the same version for another processor; else the JDK's own are taken */
    public JavaRuntime(Path jdk, Optional<HostPackage> modules, HostProgram programs) {
        this.jdk = jdk;
        this.modules = modules;
        this.programs = programs;
    }

    /** As it stands in the manifest. */
    public String line() throws IOException {
        return modules.isPresent() ? modules.get().line() : "java " + version(jdk);
    }

    /** What the runtime depends on, to be kept under. */
    public String madeOf() throws IOException {
        return line() + MODULES;
    }

    /** "17.0.15"; of a folder that is no JDK "unknown". */
    public static String version(Path jdk) throws IOException {
        Path release = jdk.resolve("release");
        String text = Files.exists(release) ? Files.readString(release) : "";
        return ControlFile.first(text.replace('=', ':'))
                .getOrDefault("JAVA_VERSION", "unknown")
                .replace("\"", "");
    }

    /** Makes it in a folder that is not there yet. */
    public void into(Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/jlink").toString()));
        if (modules.isPresent()) {
            command.addAll(List.of("--module-path", unpacked(folder).toString()));
        }
        command.addAll(List.of("--add-modules", String.join(",", MODULES), "--vm", "server"));
        command.addAll(List.of("--strip-java-debug-attributes", "--no-header-files", "--no-man-pages"));
        command.addAll(List.of("--output", folder.toString()));
        programs.run(folder.getParent(), Map.of(), command);
    }

    private Path unpacked(Path folder) throws IOException {
        Path jmods = Files.createDirectory(folder.resolveSibling(folder.getFileName() + ".jmods"));
        DebFile.each(modules.get().file(), path -> path.endsWith(".jmod"), (path, bytes) -> {
            String name = path.substring(path.lastIndexOf('/') + 1);
            Files.write(jmods.resolve(name), bytes);
        });
        return jmods;
    }
}
