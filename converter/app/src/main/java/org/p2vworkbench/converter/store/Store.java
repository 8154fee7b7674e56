package org.p2vworkbench.converter.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.p2vworkbench.converter.failure.UsageException;

/** A folder of machine folders. */
public record Store(Path path) {

    /** The machines in it, by name. Folders without a machine.json are none of ours. */
    public List<MachineFolder> machines() throws IOException {
        if (!Files.isDirectory(path)) {
            throw new UsageException(
                    path.toString(), "there is no store here", "Name the folder that 'convert -o' wrote: --store DIR.");
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(MachineFolder::new)
                    .filter(folder -> Files.isRegularFile(folder.machineJson()))
                    .sorted((a, b) -> a.name().compareTo(b.name()))
                    .toList();
        }
    }

    /** A machine by its name in the store, or by the path of its folder. */
    public MachineFolder machine(String nameOrFolder) throws IOException {
        for (Path candidate : List.of(path.resolve(nameOrFolder), Path.of(nameOrFolder))) {
            MachineFolder folder = new MachineFolder(candidate.toAbsolutePath().normalize());
            if (Files.isRegularFile(folder.machineJson())) {
                return folder;
            }
        }
        throw new UsageException(
                nameOrFolder,
                "is neither a machine in %s nor a machine folder".formatted(path),
                "Run 'p2v machines --store %s' to see what there is.".formatted(path));
    }
}
