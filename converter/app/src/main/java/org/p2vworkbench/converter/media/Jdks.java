package org.p2vworkbench.converter.media;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import org.p2vworkbench.media.parts.Architecture;
import org.p2vworkbench.media.parts.JavaRuntime;

/** JDKs of this host, by what media need of them. */
public final class Jdks {

    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    private Jdks() {}

    /**
     * For amd64 the one that runs this program. The last Java that Debian has for 32 bits is 17, and a jlink links modules of
     * its own version alone.
     */
    public static Optional<Path> fitting(Architecture architecture, Path own) throws IOException {
        if (architecture == Architecture.AMD64) {
            return Optional.of(own).filter(Jdks::links);
        }
        TreeSet<Path> all = new TreeSet<>();
        if (Files.isDirectory(INSTALLED)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(INSTALLED)) {
                folders.forEach(all::add);
            }
        }
        for (Path jdk : all) {
            if (links(jdk) && JavaRuntime.version(jdk).startsWith("17.")) {
                return Optional.of(jdk);
            }
        }
        return Optional.empty();
    }

    /** Whether it is a JDK, and no bare Java. */
    public static boolean links(Path jdk) {
        return Files.isExecutable(jdk.resolve("bin/jlink"));
    }
}
