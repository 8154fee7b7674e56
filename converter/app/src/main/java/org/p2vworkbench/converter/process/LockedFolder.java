package org.p2vworkbench.converter.process;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A folder of a running program, which goes with it.
 *
 * <p>A run that is killed cannot clean up; the next one in the same place does. A lock tells the folder of a killed run from
 * that of a live one, because the system drops it with the process, wherever that ran: numbers of processes mean nothing
 * across containers, and to another host of shared storage.
 */
public final class LockedFolder implements Closeable {

    private static final String LOCK = ".lock";

    /** Of this process. Opening the lock of one of them again and closing it would drop it (fcntl(2)). */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path path;

    /** Held until the process ends. */
    private final FileChannel lock;

    private LockedFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** What is done in the folder of a run that is over, before it is removed. */
    interface LastRites {
        void in(Path folder) throws IOException;
    }

    /** A new one in {@code parent}, whose name begins with {@code prefix}. */
    public static LockedFolder make(Path parent, String prefix, FileAttribute<?>... permissions) throws IOException {
        Path path = Files.createTempDirectory(parent, prefix, permissions);
        OURS.add(path.toAbsolutePath());
        Path early = path.resolve(LOCK + ".new");
        FileChannel lock = FileChannel.open(early, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            lock.lock();
            // Whoever finds the lock finds it taken.
            Files.move(early, path.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException noLocks) {
            // Storage without locks: nobody can tell that this run is over, so nobody removes its folder.
            lock.close();
        }
        return new LockedFolder(path, lock);
    }

    public Path path() {
        return path;
    }

    /** Removes those in {@code parent} whose names begin so and whose runs are over. */
    public static void sweep(Path parent, String prefix) throws IOException {
        sweep(parent, prefix, folder -> {});
    }

    static void sweep(Path parent, String prefix, LastRites rites) throws IOException {
        for (Path run : content(parent)) {
            if (run.getFileName().toString().startsWith(prefix) && !OURS.contains(run.toAbsolutePath())) {
                removeIfLeft(run, rites);
            }
        }
    }

    private static void removeIfLeft(Path run, LastRites rites) {
        try (FileChannel channel = FileChannel.open(run.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock dropped = channel.tryLock()) {
            if (dropped != null) {
                rites.in(run);
                RunFolder.removeAll(run);
            }
        } catch (IOException ofAnotherUser) {
            // Or not yet locked by whoever makes it now, or gone meanwhile: not ours to remove.
            return;
        }
    }

    boolean isEmpty() throws IOException {
        return content(path).equals(List.of(path.resolve(LOCK)));
    }

    private static List<Path> content(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Removes it with all that is in it. */
    @Override
    public void close() throws IOException {
        try (lock) {
            RunFolder.removeAll(path);
        }
        OURS.remove(path.toAbsolutePath());
    }
}
