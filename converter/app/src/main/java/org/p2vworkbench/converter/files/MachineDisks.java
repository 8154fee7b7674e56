package org.p2vworkbench.converter.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.p2vworkbench.converter.convert.MachinePlan;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.source.FoundSources;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.converter.source.SourceFinder;
import org.p2vworkbench.converter.source.SourceOptions;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.store.Store;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.FolderSiblings;

/**
 * Opens the disks of what an operator calls one machine: a machine of the store, by name or folder, whose finished disks
 * are opened; or any input that {@code p2v inspect} takes and that holds one machine.
 */
public final class MachineDisks {

    private final Store store;
    private final SourceOptions options;
    private final Consumer<String> story;

    public MachineDisks(Store store, SourceOptions options, Consumer<String> story) {
        this.store = store;
        this.options = options;
        this.story = story;
    }

    /** @param inputs the machine, and images that are more disks of it */
    public List<DiskImage> open(List<String> inputs) throws IOException {
        List<SourceDisk.Opener> openers = new ArrayList<>();
        for (String input : inputs) {
            Optional<MachineFolder> machine = machine(input, store);
            openers.addAll(machine.isPresent() ? finished(machine.get()) : source(input));
        }
        List<DiskImage> open = new ArrayList<>();
        try {
            for (SourceDisk.Opener opener : openers) {
                open.add(opener.open());
            }
            return open;
        } catch (IOException | RuntimeException failure) {
            for (DiskImage image : open) {
                image.close();
            }
            throw failure;
        }
    }

    /** A file or folder of that name comes first; only then the store is asked. */
    public static Optional<MachineFolder> machine(String input, Store store) {
        try {
            Path path = Path.of(input).toAbsolutePath().normalize();
            Path named = Files.exists(path) ? path : store.path().resolve(input).toAbsolutePath();
            return Optional.of(new MachineFolder(named)).filter(folder -> Files.isRegularFile(folder.machineJson()));
        } catch (InvalidPathException address) {
            return Optional.empty();
        }
    }

    private List<SourceDisk.Opener> finished(MachineFolder folder) throws IOException {
        if (!folder.isFinished()) {
            throw new RefusedException(
                    folder.path().toString(),
                    "is not converted to its end, and its disks hold only a part",
                    "Run the same 'p2v convert' again, or name the source's images instead.");
        }
        MachinePlan plan = MachinePlan.of(folder);
        List<SourceDisk.Opener> openers = new ArrayList<>();
        for (MachinePlan.DiskPlan disk : plan.disks()) {
            openers.add(() -> options.formats()
                    .open(
                            FolderSiblings.named(disk.image(), options.outsideAllowed(), options.holes()),
                            Optional.of(disk.imageFormat())));
        }
        return openers;
    }

    private List<SourceDisk.Opener> source(String input) throws IOException {
        FoundSources found = SourceFinder.find(List.of(input), options);
        found.notes().forEach(story);
        if (!found.failures().isEmpty()) {
            throw found.failures().get(0).cause();
        }
        if (found.machines().size() != 1) {
            throw new UsageException(
                    input,
                    found.machines().isEmpty()
                            ? "holds no disk image and describes no machine"
                            : "holds several machines: "
                                    + found.machines().stream()
                                            .map(MachineSource::input)
                                            .collect(Collectors.joining(", ")),
                    "Name one of them; more disks of the same machine are named with --disk.");
        }
        return found.machines().get(0).disks().stream().map(SourceDisk::opener).toList();
    }
}
