package org.p2vworkbench.disks.image.vhd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.blocks.Images;

final class VhdHostileTest {

    private static final int HEADER_AT = 512;
    private static final int TABLE_AT = 1536 + 8 * 512;

    private final byte[] file = VhdSamples.parent();
    private final ByteBuffer bytes = ByteBuffer.wrap(file);

    @Test
    void wrongBitInTheDynamicHeaderIsRefused() {
        file[HEADER_AT + 30] ^= 1;

        refused("dynamic disk header checksum");
    }

    @Test
    void tableWithTooFewEntriesIsRefused() {
        bytes.putInt(HEADER_AT + 28, 7);
        VhdFuzz.repairChecksums(file);

        refused("has 7 entries");
    }

    @Test
    void tableBeyondTheEndIsRefused() {
        bytes.putLong(HEADER_AT + 16, Long.MAX_VALUE - 3);
        VhdFuzz.repairChecksums(file);

        refused("does not lie within the file");
    }

    @Test
    void blockSizeThatIsNoPowerOfTwoIsRefused() {
        bytes.putInt(HEADER_AT + 32, 3 * 512);
        VhdFuzz.repairChecksums(file);

        refused("block size is 1536");
    }

    @Test
    void blockBeyondTheEndIsRefused() {
        bytes.putInt(TABLE_AT + 4, 0x7fffffff);

        refused("block 1 ends at 0x");
    }

    @Test
    void blocksInOnePlaceAreRefused() {
        bytes.putInt(TABLE_AT + 8, bytes.getInt(TABLE_AT));

        refused("block 2 overlaps");
    }

    @Test
    void fileShortByOneByteOfItsLastBlockIsRefused() {
        int lastBlockEnd = file.length - 512;

        assertThatThrownBy(() -> Images.open(Arrays.copyOf(file, lastBlockEnd - 1)))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("block 4 ends at 0x%x".formatted(lastBlockEnd));
    }

    private void refused(String message) {
        assertThatThrownBy(() -> Images.open(file))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining(message)
                .satisfies(failure ->
                        assertThat(((DiskFormatException) failure).next()).isNotBlank());
    }
}
