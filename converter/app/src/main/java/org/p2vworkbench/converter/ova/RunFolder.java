package org.p2vworkbench.converter.ova;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for the files of one run, which only this user may enter, and which goes with the run.
 *
 * <p>A run that is killed cannot clean up; the next one in the same place does. A lock tells the folder of a killed run
 * from that of a live one, because the system drops it with the process, wherever that ran: numbers of processes mean
 * nothing across containers, and to another host of shared storage.
 */
final class RunFolder implements Closeable {

    private static final String PREFIX = "p2v-scratch-";
    private static final String OURS = PREFIX + ProcessHandle.current().pid() + "-";
    private static final String LOCK = ".lock";

    private final Path path;
    private final FileChannel lock;

    private RunFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** A new folder in {@code parent}, after what killed runs left there was removed. */
    static RunFolder in(Path parent) throws IOException {
        Files.createDirectories(parent);
        for (Path run : content(parent)) {
            removeIfLeftOver(run);
        }
        Path path = Files.createTempDirectory(parent, OURS);
        FileChannel lock =
                FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            lock.lock();
        } catch (IOException noLocks) {
            // Storage without locks: no other run can take this one either, so nothing is ever removed there.
            lock.close();
        }
        return new RunFolder(path, lock);
    }

    Path path() {
        return path;
    }

    /** Folders of this process are never touched: opening their lock again and closing it would drop it (fcntl(2)). */
    private static void removeIfLeftOver(Path run) {
        String name = run.getFileName().toString();
        if (!name.startsWith(PREFIX) || name.startsWith(OURS)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(run.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock dropped = channel.tryLock()) {
            if (dropped != null) {
                remove(run);
            }
        } catch (IOException ofAnotherUser) {
            // Or without a lock yet: not ours to remove.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            remove(path);
        }
    }

    private static void remove(Path run) throws IOException {
        for (Path file : content(run)) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(run);
    }

    private static List<Path> content(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
