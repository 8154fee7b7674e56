package org.p2vworkbench.converter.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of this run of the program, below the system's folder for temporary files: sockets, layers and scratch files
 * lie in it, and it is gone with the run.
 *
 * <p>What a killed run had started may run on; the next run of the same user ends it. It is known by a file "pid" beside what
 * it was given.
 */
public final class RunFolder {

    /** In a folder of the run: the number of a process that ends with the run. */
    public static final String PID = "pid";

    private static final String PREFIX = "p2v-run-";

    /** Others may pass through: programs that run as other users have folders of theirs inside. Its names are random. */
    private static final FileAttribute<?> PASSABLE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x"));

    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static Optional<LockedFolder> ofThisRun = Optional.empty();

    private RunFolder() {}

    /** A new folder, for its owner alone whatever the umask says; who asks for it removes it. */
    public static Path temporary(String prefix) throws IOException {
        return Files.createTempDirectory(ofThisRun().path(), prefix, PRIVATE);
    }

    /** A new empty file, likewise. */
    public static Path temporaryFile(String prefix, String suffix) throws IOException {
        return Files.createTempFile(ofThisRun().path(), prefix, suffix);
    }

    /** Removes what killed runs have left; the first folder of a run does so too. */
    public static void sweep() throws IOException {
        sweepIn(ofThisRun().path().getParent());
    }

    private static synchronized LockedFolder ofThisRun() throws IOException {
        // Who cleans the temporary files of the host may have taken it away.
        if (ofThisRun.isEmpty() || !Files.isDirectory(ofThisRun.get().path())) {
            LockedFolder made = LockedFolder.make(Path.of(System.getProperty("java.io.tmpdir")), PREFIX, PASSABLE);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> removeIfEmpty(made), "run-folder"));
            ofThisRun = Optional.of(made);
            sweepIn(made.path().getParent());
        }
        return ofThisRun.get();
    }

    /** Removes the folders of runs that are over, and ends what they had started. */
    static void sweepIn(Path temporary) throws IOException {
        LockedFolder.sweep(temporary, PREFIX, RunFolder::endAllOf);
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
    private static void removeIfEmpty(LockedFolder folder) {
        try {
            if (folder.isEmpty()) {
                folder.close();
            }
        } catch (IOException leftForTheNextRun) {
            return;
        }
    }
}
