package org.p2vworkbench.converter.fixup;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.process.OutsideProgram;
import org.p2vworkbench.converter.process.RunFolder;
import org.p2vworkbench.fixups.repair.RepairOptions;

/** The virtio drivers as a folder: the one that was named, or the content of the disc that was. */
final class VirtioDisc implements Closeable {

    private static final OutsideProgram XORRISO = new OutsideProgram("xorriso", "xorriso");
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final RepairOptions options;
    private final Optional<Path> unpacked;

    private VirtioDisc(RepairOptions options, Optional<Path> unpacked) {
        this.options = options;
        this.unpacked = unpacked;
    }

    static VirtioDisc of(RepairOptions options) throws IOException {
        if (options.virtioWin().filter(Files::isRegularFile).isEmpty()) {
            return new VirtioDisc(options, Optional.empty());
        }
        Path folder = RunFolder.temporary("virtio");
        VirtioDisc disc = new VirtioDisc(options.withVirtioWin(folder), Optional.of(folder));
        try {
            XORRISO.run(
                    LIMIT,
                    List.of(
                            "-osirrox",
                            "on",
                            "-indev",
                            options.virtioWin().get().toString(),
                            "-extract",
                            "/",
                            folder.toString(),
                            "-rollback_end"));
            // xorriso takes whatever is no disc for an empty one.
            try (Stream<Path> found = Files.list(folder)) {
                if (found.findAny().isEmpty()) {
                    throw new UsageException(
                            options.virtioWin().get().toString(),
                            "is no disc, or an empty one",
                            "Give the virtio-win ISO, or a folder with its content.");
                }
            }
            return disc;
        } catch (IOException | RuntimeException failure) {
            disc.close();
            throw failure;
        }
    }

    RepairOptions options() {
        return options;
    }

    @Override
    public void close() throws IOException {
        if (unpacked.isEmpty()) {
            return;
        }
        List<Path> all;
        try (Stream<Path> found = Files.walk(unpacked.get())) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            // What a disc holds is read-only, its folders too.
            each.getParent().toFile().setWritable(true);
            Files.delete(each);
        }
    }
}
