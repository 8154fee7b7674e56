package org.p2vworkbench.disks.image.qcow2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.fixtures.ReferenceData;

/** Images made by others, read as qemu-img reads them. */
final class Qcow2ReferenceTest {

    @ParameterizedTest
    @CsvSource({
        "ext2.qcow2, qcow2 v3, a6c2f0e39afe6c6ab432ca5465349fcefe8dc944398e97b2d957d3f89dbb5d80",
        "plaso-image.qcow2, qcow2 v2, a9c0220b1dadd1812fc4bbe137f495d2c3b88c7b33b5a4de545d201fd31b3bc0",
        "plaso-usnjrnl.qcow2, qcow2 v3, cfe8f8a0d5cd012d93a428b820bb6b2307557ca5323764e1a1d8c816262e0ee9",
    })
    void contentIsWhatQemuMakesOfIt(String name, String format, String sha256, @TempDir Path folder) throws Exception {
        Optional<Path> data = ReferenceData.folder();
        assumeTrue(data.isPresent(), "SKIPPED: no reference data beside this checkout");
        Path image = folder.resolve(name);
        try (InputStream packed = Files.newInputStream(data.get().resolve("images/qcow2/" + name + ".gz"))) {
            Files.copy(new GZIPInputStream(packed), image);
        }

        try (DiskImage disk = Opened.file(image)) {
            assertThat(disk.format()).isEqualTo(format);
            assertThat(Opened.sha256(disk)).isEqualTo(sha256);
        }
    }
}
