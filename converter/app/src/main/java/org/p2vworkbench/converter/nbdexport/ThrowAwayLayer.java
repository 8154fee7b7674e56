package org.p2vworkbench.converter.nbdexport;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.p2vworkbench.converter.process.OutsideProgram;

/**
 * A qcow2 file over an exported disk that takes all writes: repairs are tried and machines are booted in it, and the disk
 * stays as it is. It is gone when closed; what it grows to is what was written.
 */
public final class ThrowAwayLayer implements Closeable {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Path image;

    private ThrowAwayLayer(Path image) {
        this.image = image;
    }

    /**
     * A new layer.
     *
     * @param base must outlive the layer
     * @param image the file to make; none may be there
     */
    public static ThrowAwayLayer over(NbdExport base, Path image) throws IOException {
        Files.createFile(image);
        try {
            // The format of the base is said, so that qemu never looks at what the disk's first bytes claim it is.
            OutsideProgram.QEMU_IMG.run(
                    LIMIT, List.of("create", "-q", "-f", "qcow2", "-F", "raw", "-b", base.uri(), image.toString()));
            return new ThrowAwayLayer(image);
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(image);
            throw failure;
        }
    }

    /** The file, qcow2, for qemu and the appliance. */
    public Path image() {
        return image;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(image);
    }
}
