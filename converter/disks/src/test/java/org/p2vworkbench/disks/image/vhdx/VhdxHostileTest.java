package org.p2vworkbench.disks.image.vhdx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.blocks.Images;
import org.p2vworkbench.fixtures.vhdx.VhdxWriter;

final class VhdxHostileTest {

    private static final int HEADER_1 = 64 * 1024;
    private static final int HEADER_2 = 128 * 1024;
    private static final int REGIONS_1 = 192 * 1024;
    private static final int REGIONS_2 = 256 * 1024;
    private static final int ITEM_0 = VhdxWriter.METADATA_AT + 32;

    private final byte[] file = VhdxSamples.parent();
    private final ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);

    @Test
    void eitherHeaderAndEitherRegionTableWillDo() throws IOException {
        file[HEADER_2 + 9] ^= 1;
        file[REGIONS_1 + 9] ^= 1;

        try (DiskImage image = Images.open(file)) {
            assertThat(Images.content(image)).isEqualTo(VhdxSamples.PARENT);
        }
    }

    @Test
    void oneWrongBitInBothHeadersIsRefused() {
        file[HEADER_1 + 9] ^= 1;
        file[HEADER_2 + 9] ^= 1;

        refused("VHDX header checksum is 0x");
    }

    @Test
    void oneWrongBitInBothRegionTablesIsRefused() {
        file[REGIONS_1 + 60000] ^= 1;
        file[REGIONS_2 + 60000] ^= 1;

        refused("region table checksum is 0x");
    }

    @Test
    void unknownRequiredRegionIsRefused() {
        bytes.putInt(REGIONS_1 + 80 + 28, 1);
        VhdxFuzz.repairChecksums(file);

        refused("region 00000000-0000-0005-0000-000000000006 is required");
    }

    @Test
    void regionCountBeyondTheTableIsRefused() {
        bytes.putInt(REGIONS_1 + 8, -1);
        VhdxFuzz.repairChecksums(file);

        refused("4294967295 entries");
    }

    @Test
    void unknownRequiredMetadataIsRefused() {
        bytes.putInt(ITEM_0 + 5 * 32 + 24, 4);

        refused("metadata item 00000000-0000-0001-0000-000000000002 is required");
    }

    @Test
    void metadataItemOutsideItsRegionIsRefused() {
        bytes.putInt(ITEM_0 + 32 + 16, -8);

        refused("VIRTUAL_DISK_SIZE has 8 bytes at 0xfffffff8");
    }

    @Test
    void diskTooLargeForItsBlockTableIsRefused() {
        bytes.putLong(VhdxWriter.METADATA_AT + 0x10008, 1L << 40);

        refused("needs 1048831");
    }

    @Test
    void blockSizeThatIsNoPowerOfTwoIsRefused() {
        bytes.putInt(VhdxWriter.METADATA_AT + 0x10000, 3 << 20);

        refused("block size is 3145728");
    }

    @Test
    void blockBeyondTheEndIsRefused() {
        bytes.putLong(VhdxWriter.TABLE_AT, 0xfffffffffff00006L);

        refused("does not lie within the file");
    }

    @Test
    void blocksInOnePlaceAreRefused() {
        bytes.putLong(VhdxWriter.TABLE_AT + 8, bytes.getLong(VhdxWriter.TABLE_AT));

        refused("overlaps");
    }

    @Test
    void partlyPresentBlockWithoutAParentIsRefused() {
        bytes.put(VhdxWriter.TABLE_AT, (byte) 7);

        refused("block 0 is partly present");
    }

    @Test
    void fileShortByOneByteIsRefused() {
        int end = 7 * VhdxSamples.MIB - (VhdxSamples.MIB - 5 * 512);

        assertThatThrownBy(() -> Images.open(Arrays.copyOf(file, end - 1)))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("does not lie within the file of 0x%x bytes".formatted(end - 1));
    }

    private void refused(String message) {
        assertThatThrownBy(() -> Images.open(file))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining(message)
                .satisfies(failure ->
                        assertThat(((DiskFormatException) failure).next()).isNotBlank());
    }
}
