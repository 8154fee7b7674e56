package org.p2vworkbench.disks.image.vdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.BlockSourceContract;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Field;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.blocks.Images;
import org.p2vworkbench.fixtures.vdi.VdiWriter;
import org.p2vworkbench.fixtures.vhd.VhdWriter;

final class VdiDynamicTest extends BlockSourceContract {

    private final byte[] file = VdiSamples.parent().bytes();
    private final ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);

    @Override
    protected BlockSource source() throws IOException {
        return Images.open(file);
    }

    @Override
    protected byte[] content() {
        return VdiSamples.PARENT;
    }

    @Test
    void absentBlockIsAZeroExtent() throws IOException {
        try (BlockSource disk = source()) {
            assertThat(disk.extents(0, disk.size()).runs())
                    .isEqualTo(List.of(
                            new Extent(0, 8192, Extent.Kind.DATA),
                            new Extent(8192, 4096, Extent.Kind.ZERO),
                            new Extent(12288, 5120, Extent.Kind.DATA)));
        }
    }

    @Test
    void everyFieldIsReadFromItsPlace() throws IOException {
        try (DiskImage image = Images.open(VdiSamples.folder(VdiSamples.child()), "{child}.vdi")) {
            assertThat(image.structures().get(0).fields())
                    .extracting(Field::name, Field::value)
                    .contains(
                            tuple("type", "4"),
                            tuple("flags", "5"),
                            tuple("comment", "\"a comment\""),
                            tuple("tableOffset", "1024"),
                            tuple("dataOffset", "1536"),
                            tuple("cylinders", "11"),
                            tuple("heads", "12"),
                            tuple("sectors", "13"),
                            tuple("diskSize", "17408"),
                            tuple("blockSize", "4096"),
                            tuple("blockExtraSize", "512"),
                            tuple("blocks", "5"),
                            tuple("allocatedBlocks", "2"),
                            tuple("uuidCreate", "01020304-0506-0708-090a-0b0c0d0e0f10"),
                            tuple("uuidModify", "11121314-1516-1718-191a-1b1c1d1e1f10"),
                            tuple("uuidLinkage", VdiSamples.PARENT_ID.toString()),
                            tuple("uuidParentModify", VdiSamples.PARENT_STATE.toString()));
        }
    }

    @Test
    void oddSizeIsRoundedUpToASector() throws IOException {
        bytes.putLong(368, 16385);

        try (DiskImage image = Images.open(file)) {
            assertThat(image.size()).isEqualTo(16896);
        }
    }

    @Test
    void guestDataThatLooksLikeAVhdFooterMakesItNoVhd() throws IOException {
        byte[] content = VdiSamples.PARENT.clone();
        byte[] vhd = new VhdWriter(new byte[512]).fixed();
        System.arraycopy(vhd, 512, content, 512, 512); // the fixture stores the first block last

        try (DiskImage image =
                Images.open(new VdiWriter(content).blockBytes(1024).bytes())) {
            assertThat(image.format()).isEqualTo("vdi dynamic");
        }
    }

    @Test
    void oldVersionIsRefusedWithTheRemedy() {
        assertThatThrownBy(() ->
                        Images.open(VdiSamples.parent().version(0x00000001).bytes()))
                .isInstanceOfSatisfying(DiskFormatException.class, failure -> assertThat(failure.next())
                        .contains("clonemedium"))
                .hasMessageContaining("0.1");
    }

    @Test
    void unknownTypeIsRefused() {
        refused(VdiSamples.parent().type(3).bytes(), "image type is 3");
    }

    @Test
    void tooFewTableEntriesAreRefused() {
        bytes.putInt(384, 4);

        refused(file, "has 4 entries");
    }

    @Test
    void hugeDiskIsRefused() {
        bytes.putLong(368, Long.MAX_VALUE);

        refused(file, "larger than any disk");
    }

    @Test
    void tableBeyondTheEndIsRefused() {
        bytes.putInt(340, -4);

        refused(file, "does not lie within the file");
    }

    @Test
    void blockSizeOfZeroIsRefused() {
        bytes.putInt(376, 0);

        refused(file, "block size is 0");
    }

    @Test
    void blockBeyondTheEndIsRefused() {
        bytes.putInt(VdiWriter.TABLE_AT, 0xfffffffd);

        refused(file, "block 0 is the 4294967293th");
    }

    @Test
    void blocksInOnePlaceAreRefused() {
        bytes.putInt(VdiWriter.TABLE_AT, bytes.getInt(VdiWriter.TABLE_AT + 4));

        refused(file, "block 1 lies where another block lies");
    }

    @Test
    void fileShortByOneByteOfABlockIsRefused() {
        refused(Arrays.copyOf(file, file.length - 1), "beyond the end of the file");
    }

    private static void refused(byte[] file, String message) {
        assertThatThrownBy(() -> Images.open(file))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining(message)
                .satisfies(failure ->
                        assertThat(((DiskFormatException) failure).next()).isNotBlank());
    }
}
