package org.p2vworkbench.disks.image.vhd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.BlockSourceContract;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.image.blocks.Images;
import org.p2vworkbench.fixtures.vhd.VhdWriter;

final class VhdDynamicTest extends BlockSourceContract {

    @Override
    protected BlockSource source() throws IOException {
        return Images.open(VhdSamples.parent());
    }

    @Override
    protected byte[] content() {
        return VhdSamples.PARENT;
    }

    @Test
    void absentBlocksAreZeroExtents() throws IOException {
        try (BlockSource disk = source()) {
            assertThat(disk.extents(0, disk.size()).runs())
                    .isEqualTo(List.of(
                            new Extent(0, 640 * 512, Extent.Kind.DATA),
                            new Extent(640 * 512, 360 * 512, Extent.Kind.ZERO)));
        }
    }

    @Test
    void sectorsNeverWrittenAreZero() throws IOException {
        byte[] file =
                new VhdWriter(VhdSamples.OWN).ownSectors(VhdSamples.OWN_SECTORS).sparse();
        byte[] expected = new byte[VhdSamples.OWN.length];
        VhdSamples.OWN_SECTORS.stream()
                .forEach(sector -> System.arraycopy(VhdSamples.OWN, sector * 512, expected, sector * 512, 512));

        try (BlockSource disk = Images.open(file)) {
            assertThat(Images.content(disk)).isEqualTo(expected);
        }
    }
}
