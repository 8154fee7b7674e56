package org.p2vworkbench.converter.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.p2vworkbench.converter.hardware.MachineHardware;

/**
 * One machine to convert. Nothing is open.
 *
 * @param name for its folder, unique in the batch, of {@code [a-z0-9._-]}; {@code hardware.name()} is its real one
 * @param input the file or address the operator named, or the file found in a folder
 * @param disks in boot order, as in {@code hardware.disks()}
 * @param notes what the operator should know before the copy
 * @param files every file it is read from: real paths, members of archives, addresses with the size served there
 */
public record MachineSource(
        String name,
        String input,
        MachineHardware hardware,
        List<SourceDisk> disks,
        List<String> notes,
        IntegrityCheck integrity,
        Set<String> files) {

    public MachineSource {
        disks = List.copyOf(disks);
        notes = List.copyOf(notes);
        files = Set.copyOf(files);
    }

    public MachineSource named(String other) {
        return new MachineSource(other, input, hardware, disks, notes, integrity, files);
    }

    /** What must stay as it is while this machine is converted into {@code store}: real files, not members of archives. */
    public List<Path> pathsToKeep(Path store) {
        Stream<Path> read = Stream.concat(Stream.of(input), files.stream()).map(Path::of);
        return Stream.concat(Stream.of(existing(store)), read)
                .filter(Files::exists)
                .toList();
    }

    /** The folder that {@code path} will be made in, if it is not there yet. */
    private static Path existing(Path path) {
        Path absolute = path.toAbsolutePath();
        return Files.exists(absolute) ? absolute : existing(absolute.getParent());
    }

    /** Compares the source with the hashes that came with it, if any did; reads all of it, so it takes its time. */
    public void verify() throws IOException {
        integrity.verify();
    }

    /** How a source is compared with the hashes that came with it. */
    @FunctionalInterface
    public interface IntegrityCheck {

        IntegrityCheck NOTHING_TO_COMPARE = () -> {};

        void verify() throws IOException;
    }
}
