package org.p2vworkbench.disks;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.p2vworkbench.disks.image.raw.RawFile;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.ReferenceData;

/** A raw image of the reference data, unpacked. Skips the test aloud where the data or xz is absent. */
public final class UnpackedImage {

    private UnpackedImage() {}

    /** @param packed path below the reference data, ending in .gz or .xz */
    public static Path file(String packed, Path into) throws IOException {
        Optional<Path> data = ReferenceData.folder();
        assumeTrue(data.isPresent(), "no reference data beside this checkout: " + packed + " is not checked");
        Path from = data.get().resolve(packed);
        String name = from.getFileName().toString();
        Path unpacked = into.resolve(name.substring(0, name.length() - 3));
        if (name.endsWith(".gz")) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(from))) {
                Files.copy(in, unpacked);
            }
        } else {
            assumeTrue(OutsideTool.named("xz").isInstalled(), "xz is not installed: " + packed + " is not checked");
            Files.copy(from, into.resolve(name));
            OutsideTool.named("xz").run("-dkf", into.resolve(name));
        }
        return unpacked;
    }

    public static RawFile open(String packed, Path into) throws IOException {
        return RawFile.open(file(packed, into));
    }
}
