package org.p2vworkbench.converter.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.p2vworkbench.converter.store.PrivateFolder;

/**
 * The private folders of proofs, and what is left of those whose program was killed: their machines run on, because
 * nothing tells them. They are known by their folder, which names the program that started them.
 */
final class Leftovers {

    private static final String PREFIX = "p2v-boot";

    private Leftovers() {}

    static Path newFolder() throws IOException {
        Path folder = PrivateFolder.temporary(PREFIX);
        Files.writeString(
                folder.resolve("owner"), Long.toString(ProcessHandle.current().pid()));
        return folder;
    }

    /** Ends the machines of programs that are gone, and deletes their folders, beside a folder made now. */
    static void sweepBeside(Path own) throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(own.getParent())) {
            folders = all.filter(path -> path.getFileName().toString().startsWith(PREFIX))
                    .filter(Files::isReadable)
                    .toList();
        }
        for (Path folder : folders) {
            Optional<Long> owner = number(folder.resolve("owner"));
            if (owner.isPresent() && ProcessHandle.of(owner.get()).isEmpty()) {
                number(folder.resolve("pid")).flatMap(ProcessHandle::of).ifPresent(machine -> end(machine, folder));
                delete(folder);
            }
        }
    }

    /** A process number may be somebody else's by now; the folder in its command line is nobody else's. */
    private static void end(ProcessHandle machine, Path folder) {
        boolean ours;
        try {
            ours = Files.readString(Path.of("/proc", Long.toString(machine.pid()), "cmdline"))
                    .contains(folder.toString());
        } catch (IOException gone) {
            ours = false;
        }
        if (ours) {
            machine.destroyForcibly();
        }
    }

    private static Optional<Long> number(Path file) {
        try {
            return Optional.of(Long.valueOf(Files.readString(file).strip()));
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
