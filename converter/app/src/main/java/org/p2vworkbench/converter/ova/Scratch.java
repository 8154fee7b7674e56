package org.p2vworkbench.converter.ova;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.converter.process.LockedFolder;

/**
 * Where one run unpacks what has to be unpacked to be read: each file once, however often it is opened, and all of them
 * gone when the run ends.
 */
public final class Scratch implements Closeable {

    private static final String PREFIX = "p2v-scratch-";
    private static final String OURS = PREFIX + ProcessHandle.current().pid() + "-";

    private static final int LONGEST_NAME = 64;

    private final Path folder;
    private final Map<String, Place> places = new HashMap<>();
    private Optional<LockedFolder> ours = Optional.empty();

    /** One file to be; whoever comes first makes it, and the others wait. */
    private static final class Place {
        private Optional<Path> file = Optional.empty();
    }

    /** How a file is made. */
    interface Maker {
        void make(Path empty) throws IOException;
    }

    private Scratch(Path folder) {
        this.folder = folder;
    }

    /** @param folder made when it is needed; it should have room for whatever is unpacked */
    public static Scratch in(Path folder) {
        return new Scratch(folder);
    }

    /**
     * The file known as {@code key}; {@code maker} makes it when it is not there yet.
     *
     * @param name what errors call it; any text
     */
    Path file(String key, String name, Maker maker) throws IOException {
        Place place;
        synchronized (places) {
            place = places.computeIfAbsent(key, unknown -> new Place());
        }
        synchronized (place) {
            if (place.file.isEmpty()) {
                place.file = Optional.of(made(name, maker));
            }
            return place.file.get();
        }
    }

    private Path made(String name, Maker maker) throws IOException {
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
        String end = plain.substring(Math.max(0, plain.length() - LONGEST_NAME));
        Path file = Files.createTempFile(ours(), "", "-" + end);
        try {
            maker.make(file);
            return file;
        } catch (IOException | RuntimeException | Error failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
    }

    private synchronized Path ours() throws IOException {
        if (ours.isEmpty()) {
            Files.createDirectories(folder);
            LockedFolder.sweep(folder, PREFIX);
            ours = Optional.of(LockedFolder.make(folder, OURS));
        }
        return ours.get().path();
    }

    /** Removes all files of this run. */
    @Override
    public synchronized void close() throws IOException {
        if (ours.isPresent()) {
            ours.get().close();
        }
    }
}
