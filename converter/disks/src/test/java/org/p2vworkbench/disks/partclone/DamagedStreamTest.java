package org.p2vworkbench.disks.partclone;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;

/** Damage is named, with the file, the place in it, and what to do. */
final class DamagedStreamTest {

    private static final int DATA_AT = PartcloneHeader.SIZE + (Streams.BLOCKS + 7) / 8 + 4;

    private static byte[] image(PartcloneChecksum checksum) {
        return Streams.v2(checksum, 50, true, PartcloneHeader.BitmapMode.BITS);
    }

    private static void readAll(byte[] image) throws IOException {
        try (BlockSource volume =
                new StreamedVolume("sda1", SavedVolumes.open(Streams.opener(image), 1L << 40), new RecentWindows())) {
            volume.read(0, ByteBuffer.allocate((int) volume.size()));
        }
    }

    @ParameterizedTest
    @EnumSource(value = PartcloneChecksum.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aFlippedBitIsFoundByItsStrip(PartcloneChecksum checksum) {
        byte[] image = image(checksum);
        image[DATA_AT + 60 * 1024] ^= 4;

        assertThatThrownBy(() -> readAll(image))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("sda1.img @")
                .hasMessageContaining("the checksum at byte")
                .hasMessageContaining("up to 51200 bytes before it are damaged")
                .extracting(failure -> ((DiskFormatException) failure).next())
                .asString()
                .contains("copy it again");
    }

    @Test
    void aFlippedBitOfTheBitmapIsFound() {
        byte[] image = image(PartcloneChecksum.CRC32);
        image[PartcloneHeader.SIZE + 9] ^= 1;

        assertThatThrownBy(() -> readAll(image)).hasMessageContaining("the bitmap's checksum is");
    }

    @Test
    void aShortStreamIsFound() {
        byte[] image = image(PartcloneChecksum.NONE);

        assertThatThrownBy(() -> readAll(Arrays.copyOf(image, image.length - 1)))
                .hasMessageContaining("its content ends at byte");
        assertThatThrownBy(() -> readAll(Arrays.copyOf(image, DATA_AT - 2))).hasMessageContaining("ends at byte");
        assertThatThrownBy(() -> readAll(Arrays.copyOf(image, 40))).hasMessageContaining("does not begin like");
    }

    @Test
    void whatFollowsTheLastBlockIsFound() {
        byte[] image = image(PartcloneChecksum.CRC32);

        assertThatThrownBy(() -> readAll(Arrays.copyOf(image, image.length + 1)))
                .hasMessageContaining("something follows the last block");
    }

    @Test
    void aBlockThatIsMissingInAnOldImageIsFound() {
        byte[] image = Streams.v1(4);
        int at = 4160 + Streams.BLOCKS + 8 + 30 * 1028;
        byte[] shorter = Arrays.copyOf(image, image.length - 1);
        System.arraycopy(image, at + 1, shorter, at, shorter.length - at);

        assertThatThrownBy(() -> readAll(shorter)).hasMessageContaining("bytes are missing before it");
    }

    @Test
    void anImageOfPartimageIsRefusedWithARemedy() {
        assertThatThrownBy(() -> readAll("PaRtImAgE-VoLuMe and more".getBytes()))
                .hasMessageContaining("partimage")
                .extracting(failure -> ((DiskFormatException) failure).next())
                .asString()
                .contains("Restore it with partimage");
    }

    @Test
    void aVolumeLargerThanItsPlaceIsRefused() {
        assertThatThrownBy(() -> SavedVolumes.open(Streams.opener(image(PartcloneChecksum.CRC32)), 4_000_000))
                .hasMessageContaining("holds a volume of 4099072 bytes, and its place on the disk has 4000000");
    }
}
