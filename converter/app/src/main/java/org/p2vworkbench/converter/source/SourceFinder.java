package org.p2vworkbench.converter.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.p2vworkbench.converter.device.SourceDevice;
import org.p2vworkbench.converter.failure.SourceUnreachableException;
import org.p2vworkbench.disks.clonezilla.ClonezillaFolder;
import org.p2vworkbench.disks.nbd.NbdUri;

/**
 * Turns what an operator names into machines: VMX, OVF, OVA and Xen's configurations describe some, a folder of Clonezilla
 * is one, any other image is one by itself, any other folder is what lies in it, an address is the disk served there.
 *
 * <p>A shell's {@code old/*} names descriptors, extents, snapshots and their parents alike. So every input is read
 * first; an image that another one reads from is a part of that one, and is passed over with a note. An input that
 * cannot be read fails alone.
 */
public final class SourceFinder {

    /** Deep enough for a datastore with a folder per machine, in a folder of datastores. */
    private static final int FOLDER_DEPTH = 4;

    private static final long LEAST_RAW_BYTES = 1 << 20;
    private static final int SECTOR_BYTES = 512;

    /** Of whole sectors too, and no disks: CDs, and the memory and swap of VMware's machines. */
    private static final Set<String> NO_DISKS = Set.of("iso", "vmem", "vmss", "vmsn", "vswp", "nvram");

    private final SourceOptions options;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<FoundSources.Failure> failures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final MachineNames names = new MachineNames();

    private SourceFinder(SourceOptions options) {
        this.options = options;
    }

    /** @param inputs files, folders and addresses as the operator typed them */
    public static FoundSources find(List<String> inputs, SourceOptions options) {
        return new SourceFinder(options).find(inputs);
    }

    private FoundSources find(List<String> inputs) {
        CandidateReader reader = new CandidateReader(options);
        for (Input input : distinct(paths(inputs))) {
            try {
                candidates.addAll(reader.read(input));
            } catch (IOException failure) {
                fail(input.path(), failure);
            }
        }
        inputs.stream().filter(NbdUri::looksLike).distinct().forEach(address -> readServed(address, reader));
        return new FoundSources(settled(), failures, notes, warnings);
    }

    private List<Path> paths(List<String> inputs) {
        List<Path> paths = new ArrayList<>();
        for (String input : inputs) {
            try {
                if (!NbdUri.looksLike(input)) {
                    paths.add(Path.of(input));
                }
            } catch (InvalidPathException unfit) {
                fail("", input, new NoSuchFileException(input));
            }
        }
        return paths;
    }

    private void readServed(String address, CandidateReader reader) {
        String name = "";
        try {
            NbdUri uri = NbdUri.parse(address);
            name = MachineNames.stem(uri.subject());
            candidates.add(reader.served(uri));
        } catch (IOException failure) {
            fail(name, address, failure);
        }
    }

    /** The files named and found, each once; descriptions come first so that their machines get the plain names. */
    private List<Input> distinct(List<Path> paths) {
        Map<Path, Input> inputs = new LinkedHashMap<>();
        for (Path path : paths) {
            try {
                for (Input input : inputs(path)) {
                    inputs.putIfAbsent(input.path().toRealPath(), input);
                }
            } catch (IOException failure) {
                fail(path, failure);
            }
        }
        Stream<Input> described =
                inputs.values().stream().filter(input -> input.kind().isDescription());
        Stream<Input> loose =
                inputs.values().stream().filter(input -> !input.kind().isDescription());
        return Stream.concat(described, loose).toList();
    }

    private List<Input> inputs(Path path) throws IOException {
        if (ClonezillaFolder.recognises(path)) {
            return List.of(new Input(path, InputKind.CLONEZILLA));
        }
        return Files.isDirectory(path) ? within(path) : named(path);
    }

    /** A shell's {@code *} names logs and NVRAM files too, so an unknown file has to look like a disk to be one. */
    private List<Input> named(Path file) throws IOException {
        if (!Files.isRegularFile(file) && Files.exists(file)) {
            warnings.addAll(device(file).warnings());
        }
        if (options.imageFormat().isPresent()) {
            return List.of(new Input(file, InputKind.IMAGE));
        }
        InputKind kind = InputKind.of(file, options.formats());
        if (kind == InputKind.OTHER && Files.isRegularFile(file) && !mayBeDisk(file)) {
            notes.add("%s is no disk image and no machine description; if it is, add --input-format".formatted(file));
            return List.of();
        }
        return List.of(new Input(file, kind));
    }

    /** Opening a pipe would wait for its other end, and /dev/zero has none. */
    private static SourceDevice device(Path file) throws IOException {
        return SourceDevice.at(file)
                .orElseThrow(() -> new SourceUnreachableException(
                        file.toString(),
                        "is neither a file nor a block device that the kernel lists",
                        "Name an image file, a disk, a partition or a logical volume."));
    }

    private static boolean mayBeDisk(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        long bytes = Files.size(file);
        return !NO_DISKS.contains(name.substring(name.lastIndexOf('.') + 1))
                && bytes >= LEAST_RAW_BYTES
                && bytes % SECTOR_BYTES == 0;
    }

    private List<Input> within(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder, FOLDER_DEPTH)) {
            files = walk.filter(Files::isRegularFile)
                    .filter(file -> !isHidden(folder, file))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        List<Input> inputs = new ArrayList<>();
        Set<Path> images = clonezilla(files);
        images.forEach(image -> inputs.add(new Input(image, InputKind.CLONEZILLA)));
        for (Path file : files) {
            if (images.contains(file.getParent())) {
                continue;
            }
            try {
                InputKind kind = InputKind.of(file, options.formats());
                if (kind != InputKind.OTHER) {
                    inputs.add(new Input(file, kind));
                }
            } catch (IOException unreadable) {
                fail(file, unreadable);
            }
        }
        if (inputs.isEmpty()) {
            notes.add("%s holds no disk image and no machine description".formatted(folder));
        }
        return inputs;
    }

    /** The folders of these files that are images as a whole. */
    private static Set<Path> clonezilla(List<Path> files) throws IOException {
        Set<Path> images = new LinkedHashSet<>();
        for (Path file : files) {
            if (!images.contains(file.getParent()) && ClonezillaFolder.recognises(file.getParent())) {
                images.add(file.getParent());
            }
        }
        return images;
    }

    private static boolean isHidden(Path folder, Path file) {
        for (Path part : folder.relativize(file)) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private List<MachineSource> settled() {
        List<MachineSource> machines = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Optional<Candidate> user =
                    candidates.stream().filter(candidate::isPartOf).findFirst();
            if (user.isPresent()) {
                notes.add("%s is a part of %s and is converted with it"
                        .formatted(candidate.input(), user.get().input()));
            } else {
                machines.add(candidate.settled(names.unique(candidate.hardware().name())));
            }
        }
        return machines;
    }

    private void fail(Path input, IOException failure) {
        Path name = input.getFileName();
        fail(MachineNames.stem(name == null ? "" : name.toString()), input.toString(), failure);
    }

    private void fail(String name, String input, IOException failure) {
        failures.add(new FoundSources.Failure(names.unique(name), input, failure));
    }
}
