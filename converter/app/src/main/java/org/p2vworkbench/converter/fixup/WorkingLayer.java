package org.p2vworkbench.converter.fixup;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.p2vworkbench.converter.failure.TargetStorageException;
import org.p2vworkbench.converter.process.OutsideProgram;

/**
 * A qcow2 file over a disk that takes what a repair writes. Nobody boots from it before it is kept. One that was not
 * kept, because the repair failed or this program was killed, is gone with the next repair; one that was on its way into
 * the disk below it goes there first.
 */
final class WorkingLayer implements Closeable {

    private static final Duration LIMIT = Duration.ofHours(1);

    private final Path layer;
    private final Path sinking;
    private final Path below;

    private WorkingLayer(Path folder, String disk, Path below) {
        this.layer = folder.resolve(disk + ".fixing.qcow2");
        this.sinking = folder.resolve(disk + ".sinking.qcow2");
        this.below = below;
    }

    /**
     * A new, empty one.
     *
     * @param folder where it lies; where {@code below} lies there too, the folder can be moved
     * @param format of {@code below}, said so that qemu never guesses it from bytes of the guest
     */
    static WorkingLayer over(Path folder, String disk, Path below, String format) throws IOException {
        WorkingLayer made = new WorkingLayer(folder, disk, below);
        if (Files.exists(made.sinking)) {
            made.commit();
        }
        IdleImage.demand(below, format);
        Files.deleteIfExists(made.layer);
        boolean beside = folder.equals(below.getParent());
        OutsideProgram.QEMU_IMG.run(
                LIMIT,
                List.of(
                        "create",
                        "-q",
                        "-f",
                        "qcow2",
                        "-F",
                        format,
                        "-b",
                        beside ? below.getFileName().toString() : below.toString(),
                        made.layer.toString()));
        return made;
    }

    Path file() {
        return layer;
    }

    /** It becomes {@code image}, in place of what was there. */
    void become(Path image) throws IOException {
        Files.move(layer, image, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What it took goes into what is below it. Killed in the middle, the next repair begins with that. */
    void sink() throws IOException {
        Files.move(layer, sinking, StandardCopyOption.ATOMIC_MOVE);
        commit();
    }

    private void commit() throws IOException {
        try {
            OutsideProgram.QEMU_IMG.run(LIMIT, List.of("commit", "-q", "-f", "qcow2", sinking.toString()));
        } catch (IOException failure) {
            throw new TargetStorageException(
                    below.toString(),
                    "did not take the repair: " + failure.getMessage(),
                    "Make room and see that no machine runs from it, then run the same command again.",
                    failure);
        }
        Files.delete(sinking);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(layer);
    }
}
