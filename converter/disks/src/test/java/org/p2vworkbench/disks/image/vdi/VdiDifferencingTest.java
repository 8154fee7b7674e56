package org.p2vworkbench.disks.image.vdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.BlockSourceContract;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.blocks.Images;
import org.p2vworkbench.fixtures.vdi.VdiWriter;

final class VdiDifferencingTest extends BlockSourceContract {

    @Override
    protected BlockSource source() throws IOException {
        return Images.open(VdiSamples.folder(VdiSamples.child()), "{child}.vdi");
    }

    @Override
    protected byte[] content() {
        return VdiSamples.CHILD;
    }

    @Test
    void parentIsFoundAmongTheFilesOfAFolder(@TempDir Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file :
                VdiSamples.folder(VdiSamples.child()).entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        Files.createDirectory(folder.resolve("aa.vdi"));

        try (DiskImage image = Images.open(folder.resolve("{child}.vdi"))) {
            assertThat(Images.content(image)).isEqualTo(VdiSamples.CHILD);
            assertThat(image.format()).isEqualTo("vdi differencing");
        }
    }

    @Test
    void missingParentIsNamedByItsIdentifier() {
        refused(
                Map.of("{child}.vdi", VdiSamples.child().bytes()),
                "no image beside this one has the identifier of its parent, " + VdiSamples.PARENT_ID);
    }

    @Test
    void parentThatWasWrittenSinceIsRefused() {
        VdiWriter child = VdiSamples.child().parent(VdiSamples.PARENT_ID, new UUID(1, 2));

        refused(VdiSamples.folder(child), "its parent 'c.vdi' was written after");
    }

    @Test
    void imageThatIsItsOwnParentIsRefused() {
        UUID id = new UUID(3, 4);
        VdiWriter child = VdiSamples.child().identity(id, id).parent(id, id);

        refused(Map.of("{child}.vdi", child.bytes()), "the chain is a loop");
    }

    private static void refused(Map<String, byte[]> files, String message) {
        assertThatThrownBy(() -> Images.open(files, "{child}.vdi"))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining(message);
    }
}
