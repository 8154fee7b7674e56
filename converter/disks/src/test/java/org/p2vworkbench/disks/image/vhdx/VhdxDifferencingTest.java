package org.p2vworkbench.disks.image.vhdx;

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
import org.p2vworkbench.fixtures.vhdx.VhdxWriter;

final class VhdxDifferencingTest extends BlockSourceContract {

    private static final Map<String, byte[]> CHAIN =
            VhdxSamples.chain(VhdxSamples.child().parent("relative_path", ".\\base.vhdx"));

    @Override
    protected BlockSource source() throws IOException {
        return Images.open(CHAIN, "child.vhdx");
    }

    @Override
    protected byte[] content() {
        return VhdxSamples.CHILD;
    }

    @ParameterizedTest
    @CsvSource({
        "relative_path, ..\\moved\\base.vhdx",
        "absolute_win32_path, C:\\VM\\base.vhdx",
        "volume_path, \\\\?\\Volume{5e0bd954-71b2-4bff-a928-082af7ab0f8f}\\VM\\base.vhdx",
    })
    void anyPathLeadsToTheParent(String key, String path) throws IOException {
        Map<String, byte[]> chain = VhdxSamples.chain(VhdxSamples.child().parent(key, path));

        try (DiskImage image = Images.open(chain, "child.vhdx")) {
            assertThat(Images.content(image)).isEqualTo(VhdxSamples.CHILD);
            assertThat(image.format()).isEqualTo("vhdx differencing");
        }
    }

    @Test
    void secondLinkageIsEnough() throws IOException {
        VhdxWriter child = VhdxSamples.child()
                .parent("parent_linkage", "{" + new UUID(1, 2) + "}")
                .parent("parent_linkage2", "{" + VhdxSamples.PARENT_DATA + "}")
                .parent("relative_path", "base.vhdx");

        try (DiskImage image = Images.open(VhdxSamples.chain(child), "child.vhdx")) {
            assertThat(Images.content(image)).isEqualTo(VhdxSamples.CHILD);
        }
    }

    @Test
    void parentThatWasWrittenSinceIsRefused() {
        VhdxWriter child = VhdxSamples.child()
                .parent("parent_linkage", "{" + new UUID(1, 2) + "}")
                .parent("relative_path", "base.vhdx");

        assertThatThrownBy(() -> Images.open(VhdxSamples.chain(child), "child.vhdx"))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining(new UUID(1, 2).toString())
                .hasMessageContaining(VhdxSamples.PARENT_DATA.toString());
    }

    @Test
    void parentThatIsNotNamedIsRefused() {
        assertThatThrownBy(() -> Images.open(VhdxSamples.chain(VhdxSamples.child()), "child.vhdx"))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("does not name");
    }
}
