package org.p2vworkbench.converter.recovery;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.TargetStorageException;
import org.p2vworkbench.converter.failure.UsageException;

/**
 * The folder a set is written into: {@code DIR.partial} until all of it is there, with a mark that says so. Nobody can take
 * half a set for a whole one, and a later run may remove what an interrupted one has left.
 */
final class SetFolder {

    private static final String MARK = "p2v-unfinished";
    private static final String NEXT_NAME = "Name a folder that is not there yet with -o.";

    private final Path target;

    SetFolder(Path target) {
        this.target = target;
    }

    Path partial() {
        return target.resolveSibling(target.getFileName() + ".partial");
    }

    /** Writes nothing. */
    void refuse() throws IOException {
        String name = target.getFileName() == null ? "" : target.getFileName().toString();
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.+-]*")) {
            throw new UsageException(
                    target.toString(),
                    "is no name for a Clonezilla image",
                    "Use letters, digits, and the signs - _ . + only.");
        }
        if (Files.exists(target) && !isEmptyFolder(target)) {
            throw new RefusedException(target.toString(), "is there already and is not an empty folder", NEXT_NAME);
        }
        if (Files.exists(partial())
                && !isEmptyFolder(partial())
                && Files.notExists(partial().resolve(MARK))) {
            throw new RefusedException(
                    partial().toString(), "is there already and was not made by this program", NEXT_NAME);
        }
    }

    private static boolean isEmptyFolder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.findAny().isEmpty();
        }
    }

    void begin() throws IOException {
        refuse();
        try {
            if (Files.exists(partial())) {
                removeLeftovers();
            }
            Files.createDirectories(partial());
            Files.writeString(
                    partial().resolve(MARK), "This set is not whole; 'p2v recovery set' removes it and starts anew.\n");
        } catch (FileSystemException failed) {
            throw unwritable(failed);
        }
    }

    /** A set has no folders in it; one that has is more than we made, and stays. */
    private void removeLeftovers() throws IOException {
        List<Path> entries;
        try (Stream<Path> listed = Files.list(partial())) {
            entries = listed.filter(entry -> !entry.endsWith(MARK)).toList();
        }
        for (Path entry : entries) {
            if (Files.isDirectory(entry)) {
                throw new RefusedException(entry.toString(), "is a folder that this program did not make", NEXT_NAME);
            }
            Files.delete(entry);
        }
    }

    /** Gives the set its name. */
    void finish() throws IOException {
        try {
            Files.delete(partial().resolve(MARK));
            sync(partial());
            Files.move(partial(), target, StandardCopyOption.ATOMIC_MOVE);
            sync(target.toAbsolutePath().getParent());
        } catch (DirectoryNotEmptyException since) {
            throw new RefusedException(target.toString(), "was filled by somebody else meanwhile", NEXT_NAME, since);
        } catch (FileSystemException failed) {
            throw unwritable(failed);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private TargetStorageException unwritable(FileSystemException failed) {
        return new TargetStorageException(
                target.toString(),
                "cannot be written: " + failed.getMessage(),
                "Make room, or choose a folder this user may write to.",
                failed);
    }
}
