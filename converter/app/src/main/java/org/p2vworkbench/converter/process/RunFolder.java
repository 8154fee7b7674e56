package org.p2vworkbench.converter.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of this run of the program, below the system's folder for temporary files: sockets, layers and scratch files
 * lie in it, and it is gone with the run.
 *
 * <p>A run that is killed cannot clean up; the next one of the same user does. A lock tells the folder of a killed run from
 * that of a live one, because the system drops it with the process, wherever that ran: numbers of processes mean nothing
 * across containers. The programs it had started may run on; they are known by a file "pid" beside what they were given.
 */
public final class RunFolder {

    /** In a folder of the run: the number of a process that ends with the run. */
    public static final String PID = "pid";

    private static final String PREFIX = "p2v-run-";
    private static final String LOCK = ".lock";

    /** Others may pass through: programs that run as other users have folders of theirs inside. Its names are random. */
    private static final FileAttribute<?> PASSABLE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x"));

    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static Optional<RunFolder> ofThisRun = Optional.empty();

    private final Path path;

    /** Held until the process ends. */
    private final FileChannel lock;

    private RunFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** A new folder, for its owner alone whatever the umask says; who asks for it removes it. */
    public static Path temporary(String prefix) throws IOException {
        return Files.createTempDirectory(ofThisRun().path, prefix, PRIVATE);
    }

    /** A new empty file, likewise. */
    public static Path temporaryFile(String prefix, String suffix) throws IOException {
        return Files.createTempFile(ofThisRun().path, prefix, suffix);
    }

    /** Removes what killed runs have left; the first folder of a run does so too. */
    public static void sweep() throws IOException {
        sweepBeside(ofThisRun().path);
    }

    private static synchronized RunFolder ofThisRun() throws IOException {
        // Who cleans the temporary files of the host may have taken it away.
        if (ofThisRun.isEmpty() || !Files.isDirectory(ofThisRun.get().path)) {
            RunFolder made = create();
            Runtime.getRuntime().addShutdownHook(new Thread(made::removeIfEmpty, "run-folder"));
            ofThisRun = Optional.of(made);
            sweepBeside(made.path);
        }
        return ofThisRun.get();
    }

    private static RunFolder create() throws IOException {
        Path path = Files.createTempDirectory(PREFIX, PASSABLE);
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
        return new RunFolder(path, lock);
    }

    /** Removes the folders of runs that are over, and ends what they had started, beside that folder of a run. */
    static void sweepBeside(Path own) throws IOException {
        for (Path run : content(own.getParent())) {
            if (run.getFileName().toString().startsWith(PREFIX) && !run.equals(own)) {
                removeIfLeft(run);
            }
        }
    }

    private static void removeIfLeft(Path run) {
        try (FileChannel channel = FileChannel.open(run.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock dropped = channel.tryLock()) {
            if (dropped != null) {
                endAllOf(run);
                removeAll(run);
            }
        } catch (IOException ofAnotherUser) {
            // Or not yet locked by whoever makes it now, or gone meanwhile: not ours to remove.
            return;
        }
    }

    private static void endAllOf(Path run) throws IOException {
        try (Stream<Path> all = Files.walk(run)) {
            for (Path file : all.filter(path -> path.endsWith(PID)).toList()) {
                process(file).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    /** A number may be somebody else's by now; the folder in its command line is nobody else's. */
    private static Optional<ProcessHandle> process(Path pid) {
        try {
            long number = Long.parseLong(Files.readString(pid).strip());
            String words = Files.readString(Path.of("/proc", Long.toString(number), "cmdline"));
            return words.contains(pid.getParent().toString()) ? ProcessHandle.of(number) : Optional.empty();
        } catch (IOException | NumberFormatException gone) {
            return Optional.empty();
        }
    }

    private static List<Path> content(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Removes a folder that {@link #temporary} made, with all that is in it. */
    public static void removeAll(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (UncheckedIOException changing) {
            throw changing.getCause();
        }
    }

    /** Others may still clean up their parts at the same time; what they do not get done the next run does. */
    private void removeIfEmpty() {
        try (lock) {
            if (content(path).equals(List.of(path.resolve(LOCK)))) {
                removeAll(path);
            }
        } catch (IOException leftForTheNextRun) {
            return;
        }
    }
}
