package org.p2vworkbench.media.disc;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for one medium's making, gone afterwards. */
record Scratch(Path folder) implements Closeable {

    static Scratch in(Path cache) throws IOException {
        Files.createDirectories(cache);
        return new Scratch(Files.createTempDirectory(cache, "disc"));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path one : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
