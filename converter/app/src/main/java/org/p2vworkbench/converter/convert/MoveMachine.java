package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.TargetStorageException;
import org.p2vworkbench.converter.fixup.IdleImage;
import org.p2vworkbench.converter.process.OutsideProgram;
import org.p2vworkbench.converter.store.EventLog;
import org.p2vworkbench.converter.store.MachineFolder;

/**
 * Puts a machine's folder elsewhere. Within a filesystem that is a change of name; onto another one it is copied under a
 * name of its own, compared byte by byte, and only then the old folder goes.
 */
public final class MoveMachine {

    private static final OutsideProgram CP = new OutsideProgram("cp", "coreutils");
    private static final Duration LIMIT = Duration.ofDays(2);

    private final MachineFolder folder;
    private final Clock clock;
    private final Consumer<String> story;

    public MoveMachine(MachineFolder folder, Clock clock, Consumer<String> story) {
        this.folder = folder;
        this.clock = clock;
        this.story = story;
    }

    /** Where a machine would be: in a folder that is there, else as the folder of that name. */
    public MachineFolder target(Path destination) throws RefusedException {
        Path wanted = destination.toAbsolutePath().normalize();
        Path target = Files.isDirectory(wanted) ? wanted.resolve(folder.name()) : wanted;
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedException(
                    target.toString(),
                    "is there already",
                    "Name another place. If an earlier move was stopped there, both folders are whole: remove one.");
        }
        if (target.startsWith(folder.path())) {
            throw new RefusedException(
                    target.toString(), "lies inside the machine's own folder", "Name another place.");
        }
        return new MachineFolder(target);
    }

    /** @param keepSource whether the old folder stays, as a copy */
    public MachineFolder run(Path destination, boolean keepSource) throws IOException {
        MachineFolder target = target(destination);
        if (!folder.isFinished()) {
            throw new RefusedException(
                    folder.path().toString(),
                    "is not converted to its end",
                    "Run the same 'p2v convert' or 'p2v migrate' again; it goes on where it stopped.");
        }
        for (MachinePlan.DiskPlan disk : MachinePlan.of(folder).disks()) {
            IdleImage.demand(disk.image(), disk.imageFormat());
        }
        Path parent = target.path().getParent();
        Files.createDirectories(parent);
        if (keepSource || !renamed(target.path())) {
            copy(target.path());
            if (!keepSource) {
                delete(folder.path());
            }
        }
        sync(parent);
        Define.again(target);
        new EventLog(target.events(), clock)
                .add("move", "done", Map.of("from", folder.path().toString()));
        return target;
    }

    private boolean renamed(Path target) throws IOException {
        try {
            Files.move(folder.path(), target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (AtomicMoveNotSupportedException anotherFilesystem) {
            return false;
        }
    }

    private void copy(Path target) throws IOException {
        Path part = target.resolveSibling("." + target.getFileName() + ".moving");
        delete(part);
        try {
            story.accept("copying %s to %s".formatted(folder.path(), target));
            CP.run(LIMIT, List.of("-a", "--sparse=auto", "--", folder.path().toString(), part.toString()));
            story.accept("comparing both");
            demandSame(part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException failed) {
            throw new TargetStorageException(
                    target.toString(),
                    "cannot be written: " + failed,
                    "Make room, or name another place; the machine is where it was.",
                    failed);
        } finally {
            delete(part);
        }
    }

    private void demandSame(Path part) throws IOException {
        try (Stream<Path> all = Files.walk(folder.path())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path copied = part.resolve(folder.path().relativize(file));
                if (!Files.isRegularFile(copied) || Files.mismatch(file, copied) >= 0) {
                    throw new TargetStorageException(
                            copied.toString(),
                            "is not what was copied; the machine is where it was",
                            "Check the storage there, then run the same command again.");
                }
                sync(copied);
            }
        }
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
