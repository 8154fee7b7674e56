package org.p2vworkbench.converter.migrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The room that is left in a store, and waiting for more of it. */
final class Room {

    /** Nothing is begun with less: tables, ledgers and reports want some as well. */
    static final long LEAST_BYTES = 64L << 20;

    private final LongSupplier freeBytes;
    private final Duration between;

    /** @param between two looks */
    Room(LongSupplier freeBytes, Duration between) {
        this.freeBytes = freeBytes;
        this.between = between;
    }

    static Room in(Path store) {
        return new Room(() -> free(store), Duration.ofSeconds(2));
    }

    private static long free(Path store) {
        try {
            return Files.getFileStore(store).getUsableSpace();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    boolean isEnoughFor(long bytes) {
        return freeBytes.getAsLong() >= Math.max(bytes, LEAST_BYTES);
    }

    /** Who is told, at first and when what is free has changed. */
    interface Waiting {
        void waits(long neededBytes, long freeBytes);
    }

    void await(long bytes, Waiting told) throws InterruptedException {
        long needed = Math.max(bytes, LEAST_BYTES);
        long before = -1;
        for (long free = freeBytes.getAsLong(); free < needed; free = freeBytes.getAsLong()) {
            if (free >> 20 != before >> 20) {
                told.waits(needed, free);
            }
            before = free;
            Thread.sleep(between.toMillis());
        }
    }
}
