package org.p2vworkbench.disks.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.disks.UnpackedImage;

/** Volumes that kernels and Windows have written to. */
@Tag("slow")
final class ReferenceVolumesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "images/raw/ntfs.raw.gz, ntfs, ntfs",
        "images/raw/ext4.raw.gz, ext4, extfs",
        "images/raw/xfs.raw.gz, xfs, xfs",
        "raid/blkid-ntfs.img.xz, ntfs, ntfs"
    })
    void everyBlockIsAsPartcloneHasIt(String packed, String type, String program) throws IOException {
        Volume volume = new Volume(UnpackedImage.file(packed, folder));

        assertThat(volume.allocation().type()).isEqualTo(type);
        volume.agreesWithPartclone(program);
    }
}
