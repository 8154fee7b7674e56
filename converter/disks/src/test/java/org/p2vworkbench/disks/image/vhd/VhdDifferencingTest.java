package org.p2vworkbench.disks.image.vhd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.BlockSourceContract;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.blocks.Images;
import org.p2vworkbench.fixtures.vhd.VhdWriter;

final class VhdDifferencingTest extends BlockSourceContract {

    @Override
    protected BlockSource source() throws IOException {
        return Images.open(VhdSamples.chain(VhdSamples.child()), "child.vhd");
    }

    @Override
    protected byte[] content() {
        return VhdSamples.CHILD;
    }

    @ParameterizedTest
    @CsvSource({
        "W2ru, .\\base.vhd",
        "W2ru, ..\\moved\\base.vhd",
        "W2ku, C:\\VM\\base.vhd",
        "Wi2r, .\\base.vhd",
        "MacX, file://localhost/Users/x/base.vhd",
    })
    void anyPlatformsLocatorLeadsToTheParent(String platform, String path) throws IOException {
        VhdWriter child = VhdSamples.child().parent(VhdSamples.PARENT_ID, "").locator(platform, path);

        try (DiskImage image = Images.open(VhdSamples.chain(child), "child.vhd")) {
            assertThat(Images.content(image)).isEqualTo(VhdSamples.CHILD);
            assertThat(image.format()).isEqualTo("vhd differencing");
        }
    }

    @Test
    void fixedParentIsReadThrough() throws IOException {
        byte[] parent =
                new VhdWriter(VhdSamples.PARENT).id(VhdSamples.PARENT_ID).fixed();
        Map<String, byte[]> files =
                Map.of("base.vhd", parent, "child.vhd", VhdSamples.child().sparse());

        try (DiskImage image = Images.open(files, "child.vhd")) {
            assertThat(Images.content(image)).isEqualTo(VhdSamples.CHILD);
        }
    }

    @Test
    void anotherDiskIsNotTakenForTheParent() {
        VhdWriter child = VhdSamples.child().parent(new UUID(7, 8), "base.vhd");

        assertThatThrownBy(() -> Images.open(VhdSamples.chain(child), "child.vhd"))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("00000000-0000-0007-0000-000000000008")
                .hasMessageContaining(VhdSamples.PARENT_ID.toString());
    }

    @Test
    void missingParentIsNamed() {
        Map<String, byte[]> alone = Map.of("child.vhd", VhdSamples.child().sparse());

        assertThatThrownBy(() -> Images.open(alone, "child.vhd"))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("base.vhd");
    }

    @Test
    void diskThatIsItsOwnParentIsRefused() {
        UUID id = new UUID(3, 4);
        Map<String, byte[]> loop = Map.of(
                "child.vhd", VhdSamples.child().id(id).parent(id, "child.vhd").sparse());

        assertThatThrownBy(() -> Images.open(loop, "child.vhd"))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("loop");
    }
}
