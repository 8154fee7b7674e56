package org.p2vworkbench.disks.image.blocks;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.p2vworkbench.fixtures.ReferenceData;

/** Reference images made by others, unpacked; tests skip aloud where they are absent. */
public final class UnpackedReference {

    private UnpackedReference() {}

    /** Unpacks {@code images/<packed>} into {@code folder} under its name without the last ending. */
    public static Path unpack(String packed, Path folder) throws IOException {
        Path images = ReferenceData.folder()
                .map(data -> data.resolve("images"))
                .orElseGet(() -> abort("reference images are absent: no ../shared/data beside this checkout"));
        Path source = images.resolve(packed);
        assumeTrue(Files.exists(source), () -> "reference image is absent: " + source);
        String name = source.getFileName().toString();
        Path target = folder.resolve(name.substring(0, name.lastIndexOf('.')));
        try (InputStream in = new CompressorStreamFactory()
                .createCompressorInputStream(new BufferedInputStream(Files.newInputStream(source)))) {
            Files.copy(in, target);
        } catch (CompressorException unknown) {
            throw new IOException(source.toString(), unknown);
        }
        return target;
    }
}
