package org.p2vworkbench.converter.fixup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixups.repair.RepairOptions;

/** A disc with drivers is unpacked while it is needed, and a folder is taken as it is. */
class VirtioDiscTest {

    @TempDir
    Path folder;

    @Test
    void aDiscIsUnpackedAndGoneAfterwards() throws IOException {
        OutsideTool xorriso = installed();
        Path content = Files.createDirectories(folder.resolve("content/viostor/w10/amd64"));
        Files.writeString(content.resolve("viostor.inf"), "[Version]");
        Path iso = folder.resolve("virtio-win.iso");
        xorriso.run(
                "-as",
                "mkisofs",
                "-quiet",
                "-r",
                "-J",
                "-o",
                iso.toString(),
                folder.resolve("content").toString());

        Path unpacked;
        try (VirtioDisc disc = VirtioDisc.of(wishing(iso))) {
            unpacked = disc.options().virtioWin().orElseThrow();
            assertThat(unpacked.resolve("viostor/w10/amd64/viostor.inf")).hasContent("[Version]");
        }
        assertThat(unpacked).doesNotExist();
    }

    @Test
    void aFolderIsTakenAsItIs() throws IOException {
        try (VirtioDisc disc = VirtioDisc.of(wishing(folder))) {
            assertThat(disc.options().virtioWin()).contains(folder);
        }
        assertThat(folder).exists();
    }

    @Test
    void whatIsNoDiscIsRefused() throws IOException {
        installed();
        Path text = Files.writeString(folder.resolve("virtio-win.iso"), "no disc");

        assertThatThrownBy(() -> VirtioDisc.of(wishing(text)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("is no disc");
    }

    private static OutsideTool installed() {
        OutsideTool xorriso = OutsideTool.named("xorriso");
        assumeTrue(xorriso.isInstalled(), "xorriso is not installed: discs are not unpacked");
        return xorriso;
    }

    private static RepairOptions wishing(Path virtioWin) {
        return RepairOptions.USUAL.withVirtioWin(virtioWin);
    }
}
