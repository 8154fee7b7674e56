package org.p2vworkbench.converter.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder where this process unpacks what has no random access. It is made by who needs it, has the number of the
 * process for its name, and goes with it; one whose process was killed is cleared away by the next run.
 */
final class Scratch implements Closeable {

    private final Path folder;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    /** Beside the machines of a store: that disk is meant to hold so much. */
    static Scratch in(Path store) throws IOException {
        Path around = store.toAbsolutePath().normalize().resolve(".p2v").resolve("scratch");
        clearAwayTheDead(around);
        return new Scratch(around.resolve(Long.toString(ProcessHandle.current().pid())));
    }

    /** For a run that may write nothing to the store. */
    static Scratch elsewhere() throws IOException {
        return new Scratch(Files.createTempDirectory("p2v-dry-run-"));
    }

    Path folder() {
        return folder;
    }

    private static void clearAwayTheDead(Path around) throws IOException {
        if (!Files.isDirectory(around)) {
            return;
        }
        List<Path> dead;
        try (Stream<Path> folders = Files.list(around)) {
            dead = folders.filter(one -> one.getFileName().toString().matches("[0-9]{1,18}"))
                    .filter(one -> ProcessHandle.of(
                                    Long.parseLong(one.getFileName().toString()))
                            .isEmpty())
                    .toList();
        }
        for (Path one : dead) {
            delete(one);
        }
    }

    @Override
    public void close() throws IOException {
        delete(folder);
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }
}
