package org.p2vworkbench.disks.image.vmdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.FolderSiblings;
import org.p2vworkbench.disks.image.ImageFormats;
import org.p2vworkbench.disks.image.raw.HoleMap;
import org.p2vworkbench.fixtures.ReferenceData;

/** Disks that VMware, VirtualBox, QEMU and COT wrote, against the digests their collection gives. */
final class ReferenceVmdkTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "cot-blank.vmdk, streamOptimized, 9acca8e8c22201155389f65abbf6bc9723edc7384ead80503839f49dcc56d767",
        "dfvfs-ext2.vmdk, monolithicSparse, a6c2f0e39afe6c6ab432ca5465349fcefe8dc944398e97b2d957d3f89dbb5d80",
        "flat.vmdk, twoGbMaxExtentFlat, 30e14955ebf1352266dc2ff8067e68104607e750abb9d3b36582b8af909fcb58",
        "monolithicFlat.vmdk, monolithicFlat, a3bcf05f07a1c06a3380eeca8571f0efb2b85afafa1e21662b8cad436d1f7727",
        "monolithicSparse.vmdk, monolithicSparse, a3bcf05f07a1c06a3380eeca8571f0efb2b85afafa1e21662b8cad436d1f7727",
        "streamOptimizedWithMarkers.vmdk, streamOptimized,"
                + " 92c0f8b4280377437056f57c51ef51a5f8aeb1462ac630ef0633febcbfc3db4e",
        "twoGbMaxExtentSparse.vmdk, twoGbMaxExtentSparse,"
                + " a3bcf05f07a1c06a3380eeca8571f0efb2b85afafa1e21662b8cad436d1f7727",
        "vmdk-streamoptimized.img, streamOptimized, de2f256064a0af797747c2b97505dc0b9f3df0de4f489eac731c23ae9ca9cc31"
    })
    void contentIsWhatItsWriterPutThere(String name, String createType, String sha256) throws Exception {
        try (DiskImage image = open(name)) {
            assertThat(image.format()).isEqualTo("vmdk " + createType);
            assertThat(sha256(image, image.size())).isEqualTo(sha256);
        }
    }

    @Test
    void versionThreeFromVsphereOpens() throws Exception {
        try (DiskImage image = open("qemu-iotest-version3.vmdk")) {
            assertThat(image.size()).isEqualTo(17_179_869_184L);
            assertThat(image.extents(0, image.size()).dataBytes()).isEqualTo(9_895_936);
            assertThat(sha256(image, 1 << 20)).startsWith("0f8b34e7e5c1d03702e1e7eb3c4c00682");
        }
    }

    @Test
    void damagedOneIsRefusedWithTheNextStep() {
        assertThatThrownBy(() -> open("vmdk-invalid.img").close())
                .isInstanceOfSatisfying(DiskFormatException.class, damage -> assertThat(damage.next())
                        .isNotBlank());
    }

    private DiskImage open(String name) throws IOException {
        Optional<Path> data = ReferenceData.folder();
        assumeTrue(data.isPresent(), "SKIPPED: no reference data beside the checkout (../shared/data)");
        try (var files = Files.newDirectoryStream(data.get().resolve("images/vmdk"))) {
            for (Path file : files) {
                unpack(file);
            }
        }
        return ImageFormats.all()
                .open(FolderSiblings.named(folder.resolve(name), false, HoleMap.UNKNOWN), Optional.empty());
    }

    private void unpack(Path file) throws IOException {
        String name = file.getFileName().toString();
        try (InputStream in = Files.newInputStream(file)) {
            if (name.endsWith(".gz")) {
                Files.copy(new GZIPInputStream(in), folder.resolve(name.replace(".gz", "")));
            } else if (name.endsWith(".bz2")) {
                Files.copy(new BZip2CompressorInputStream(in), folder.resolve(name.replace(".bz2", "")));
            } else {
                Files.copy(in, folder.resolve(name));
            }
        }
    }

    private static String sha256(DiskImage image, long length) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        ByteBuffer chunk = ByteBuffer.allocate(1 << 20);
        for (long at = 0; at < length; at += chunk.limit()) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), length - at));
            image.read(at, chunk);
            digest.update(chunk.flip());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
