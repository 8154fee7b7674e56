package org.p2vworkbench.disks.partclone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.DiskFormatException;

final class PartcloneHeaderTest {

    /** The first 110 bytes that partclone.ext4 0.3.23 wrote of an 8 MiB filesystem. */
    private static final byte[] GOLDEN = HexFormat.of()
            .parseHex("70617274636c6f6e652d696d61676500302e332e3233000000000000000030303032dec0"
                    + "455854465300000000000000000000000000800000000000" + "00080000000000008a00000000000000"
                    + "8a00000000000000" + "0010000012000000020040002000040000010000" + "0101f2e088b8");

    private static final PartcloneHeader DISTINCT = new PartcloneHeader(
            "1.2.34",
            "NTFS",
            0x1234_5678_9000L,
            77,
            66,
            55,
            8192,
            32,
            PartcloneChecksum.XXH128,
            44,
            false,
            PartcloneHeader.BitmapMode.BYTES);

    @Test
    void aHeaderThatPartcloneWroteReadsFieldByField() throws IOException {
        PartcloneHeader header = PartcloneHeader.decode("sda1", GOLDEN);

        assertThat(header)
                .isEqualTo(new PartcloneHeader(
                        "0.3.23",
                        "EXTFS",
                        8_388_608,
                        2048,
                        138,
                        138,
                        4096,
                        64,
                        PartcloneChecksum.CRC32,
                        256,
                        true,
                        PartcloneHeader.BitmapMode.BITS));
        assertThat(header.encode()).isEqualTo(GOLDEN);
    }

    @Test
    void everyFieldSurvivesWritingAndReading() throws IOException {
        assertThat(PartcloneHeader.decode("x", DISTINCT.encode())).isEqualTo(DISTINCT);
    }

    @Test
    void anyWrongBitIsSeen() {
        for (int bit = 0; bit < PartcloneHeader.SIZE * 8; bit++) {
            byte[] wrong = GOLDEN.clone();
            wrong[bit / 8] ^= (byte) (1 << bit % 8);
            // The last byte of the magic text is padding that the checksum covers as well.
            assertThatThrownBy(() -> PartcloneHeader.decode("sda1", wrong)).isInstanceOf(DiskFormatException.class);
        }
    }

    @Test
    void blocksThatNoDiskHasAreRefused() {
        assertRefused(84, 0, "blocks of 0 bytes");
        assertRefused(84, 100, "blocks of 100 bytes");
        assertRefused(84, 1 << 30, "blocks of 1073741824 bytes");
        assertRefused(64, 0x7fff_ffff, "more than any disk");
        assertRefused(64, 0x8000_0000, "larger than any disk");
        assertRefused(100, 0, "each for 0 blocks");
        assertRefused(96, 0x0004_0040, "kind 0x40");
        assertRefused(96, 0x0003_0020, "checksums of 3 bytes");
    }

    private static void assertRefused(int at, int value, String message) {
        byte[] wrong = GOLDEN.clone();
        ByteBuffer fields =
                ByteBuffer.wrap(wrong).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        fields.putInt(106, CrcSum.of(wrong, 0, 106));
        assertThatThrownBy(() -> PartcloneHeader.decode("sda1", wrong))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining(message);
    }
}
