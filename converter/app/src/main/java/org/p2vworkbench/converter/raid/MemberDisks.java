package org.p2vworkbench.converter.raid;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.p2vworkbench.converter.device.SourceDevice;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.source.FoundSources;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.raid.set.RaidDisk;

/**
 * The disks that an operator named as possible members, open for reading. One that does not open is told and does not
 * stop the others: a set may do without it.
 */
public final class MemberDisks implements Closeable {

    private final List<RaidDisk> disks = new ArrayList<>();
    private final List<DiskImage> open = new ArrayList<>();
    private final List<FoundSources.Failure> failures;

    private MemberDisks(List<FoundSources.Failure> failures) {
        this.failures = new ArrayList<>(failures);
    }

    /** @param serials from what the operator called a disk to its serial number */
    public static MemberDisks open(FoundSources found, Map<String, String> serials) throws IOException {
        MemberDisks members = new MemberDisks(found.failures());
        Map<String, String> unused = new HashMap<>(serials);
        try {
            for (MachineSource machine : found.machines()) {
                for (SourceDisk disk : machine.disks()) {
                    members.add(machine, disk, unused);
                }
            }
            if (!unused.isEmpty()) {
                String unknown = unused.keySet().iterator().next();
                throw new UsageException(
                        "--serial",
                        "names '%s', which is none of the disks".formatted(unknown),
                        "Write the disk as in the list of disks, for example --serial a.img=WD-WX123.");
            }
            return members;
        } catch (IOException | RuntimeException failure) {
            members.close();
            throw failure;
        }
    }

    /** Every file of a folder by its own name, because a raw member of a set looks like nothing by itself. */
    public static List<String> withoutFolders(List<String> inputs) throws IOException {
        List<String> files = new ArrayList<>();
        for (String input : inputs) {
            Optional<Path> folder = folder(input);
            if (folder.isPresent()) {
                try (Stream<Path> inside = Files.list(folder.get())) {
                    inside.filter(Files::isRegularFile)
                            .filter(file -> !file.getFileName().toString().startsWith("."))
                            .sorted()
                            .forEach(file -> files.add(file.toString()));
                } catch (UncheckedIOException unreadable) {
                    throw unreadable.getCause();
                }
            } else {
                files.add(input);
            }
        }
        return files;
    }

    private static Optional<Path> folder(String input) {
        try {
            return Optional.of(Path.of(input)).filter(Files::isDirectory);
        } catch (InvalidPathException address) {
            return Optional.empty();
        }
    }

    public List<RaidDisk> disks() {
        return List.copyOf(disks);
    }

    public List<FoundSources.Failure> failures() {
        return List.copyOf(failures);
    }

    private void add(MachineSource machine, SourceDisk disk, Map<String, String> serials) throws IOException {
        String name = machine.disks().size() == 1 ? machine.input() : machine.input() + ":" + disk.name();
        try {
            DiskImage image = disk.open();
            open.add(image);
            String given = serials.remove(name);
            Optional<SourceDevice> device = device(machine.input());
            Optional<String> serial = Optional.ofNullable(given)
                    .or(disk::serial)
                    .or(() -> device.map(found -> found.device().serial()).filter(own -> !own.isEmpty()));
            disks.add(new RaidDisk(name, image, serial, Optional.empty(), true));
        } catch (IOException failure) {
            serials.remove(name);
            failures.add(new FoundSources.Failure(name, name, failure));
        }
    }

    private static Optional<SourceDevice> device(String input) throws IOException {
        try {
            Path path = Path.of(input);
            return Files.exists(path) ? SourceDevice.at(path) : Optional.empty();
        } catch (InvalidPathException address) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        for (DiskImage image : open) {
            image.close();
        }
    }
}
