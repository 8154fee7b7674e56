package org.p2vworkbench.fixups.repair;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder for copies of guest files, flat, that goes when the repair is over. */
final class ScratchFolder implements Closeable {

    private final Path path;

    ScratchFolder() throws IOException {
        this.path = Files.createTempDirectory("p2v-repair");
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(path);
    }
}
