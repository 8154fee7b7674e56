package org.p2vworkbench.disks.image.vhdx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.BlockSourceContract;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Field;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.blocks.Images;
import org.p2vworkbench.fixtures.vhdx.VhdxWriter;

final class VhdxDynamicTest extends BlockSourceContract {

    private static final byte[] FILE = VhdxSamples.parent();

    @Override
    protected BlockSource source() throws IOException {
        return Images.open(FILE);
    }

    @Override
    protected byte[] content() {
        return VhdxSamples.PARENT;
    }

    @Test
    void absentBlockIsAZeroExtent() throws IOException {
        try (BlockSource disk = source()) {
            assertThat(disk.extents(0, disk.size()).runs())
                    .contains(new Extent(VhdxSamples.MIB, VhdxSamples.MIB, Extent.Kind.ZERO));
        }
    }

    @Test
    void diskOf4096ByteSectorsIsRead() throws IOException {
        byte[] content = Arrays.copyOf(VhdxSamples.OWN, 3 * 4096);

        try (DiskImage image =
                Images.open(new VhdxWriter(content).sectorBytes(4096).bytes())) {
            assertThat(Images.content(image)).isEqualTo(content);
        }
    }

    @Test
    void dumpShowsTheFieldsOfEveryStructure() throws IOException {
        try (DiskImage image = Images.open(FILE)) {
            assertThat(image.structures())
                    .extracting(Structure::title)
                    .contains(
                            "VHDX file identifier",
                            "VHDX header",
                            "VHDX region table",
                            "VHDX metadata table",
                            "VHDX metadata VIRTUAL_DISK_SIZE");
            assertThat(image.structures().stream().flatMap(structure -> structure.fields().stream()))
                    .extracting(Field::name, Field::value)
                    .contains(
                            tuple("creator", "\"fixture\""),
                            tuple("sequenceNumber", "0x000000000000000b"),
                            tuple("dataWriteGuid", VhdxSamples.PARENT_DATA.toString()),
                            tuple("logOffset", "1048576"),
                            tuple("region[1].fileOffset", "2097152"),
                            tuple("physicalSectorSize", "4096"));
        }
    }
}
