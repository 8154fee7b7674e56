package org.p2vworkbench.media.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Java cut down to what the agent needs, by the jlink of a JDK. */
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
    private final HostProgram programs;

    public JavaRuntime(Path jdk, HostProgram programs) {
        this.jdk = jdk;
        this.programs = programs;
    }

    /** As it stands in the manifest. */
    public String line() throws IOException {
        return "java "
                + ControlFile.first(Files.readString(jdk.resolve("release")).replace('=', ':'))
                        .getOrDefault("JAVA_VERSION", "unknown")
                        .replace("\"", "");
    }

    /** What the runtime depends on, to be kept under. */
    public String madeOf() throws IOException {
        return line() + MODULES;
    }

    /** Makes it in a folder that is not there yet. */
    public void into(Path folder) throws IOException {
        programs.run(
                folder.getParent(),
                Map.of(),
                List.of(
                        jdk.resolve("bin/jlink").toString(),
                        "--add-modules",
                        String.join(",", MODULES),
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        folder.toString()));
    }
}
