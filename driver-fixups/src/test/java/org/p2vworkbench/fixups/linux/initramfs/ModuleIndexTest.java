package org.p2vworkbench.fixups.linux.initramfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.OutsideTool;

class ModuleIndexTest {

    @TempDir
    Path root;

    /** Names that are beginnings of others, alone in a branch, and apart by one letter. */
    @Test
    void modprobeFindsEveryModuleByIt() throws IOException {
        assumeTrue(OutsideTool.named("modprobe").isInstalled(), "modprobe is not installed: nothing reads the index");
        Path folder = Files.createDirectories(root.resolve("lib/modules/1.2.3"));
        SortedMap<String, String> lines = new TreeMap<>();
        for (String name :
                List.of("virtio", "virtio_blk", "virtio_ring", "ahci", "libahci", "a", "ab", "zz9", "sd_mod")) {
            lines.put(name, "kernel/%s.ko:".formatted(name.replace('_', '-')));
            Files.createDirectories(folder.resolve("kernel"));
            Files.writeString(folder.resolve("kernel/%s.ko".formatted(name.replace('_', '-'))), "");
        }
        lines.put("virtio_blk", "kernel/virtio-blk.ko: kernel/virtio-ring.ko kernel/virtio.ko");
        Files.write(folder.resolve("modules.dep.bin"), ModuleIndex.of(lines));

        for (String name : lines.keySet()) {
            String shown = OutsideTool.named("modprobe").run("-d", root, "-S", "1.2.3", "--show-depends", name);
            assertThat(shown).contains("insmod %s/kernel/%s.ko".formatted(folder, name.replace('_', '-')));
        }
        assertThat(OutsideTool.named("modprobe").run("-d", root, "-S", "1.2.3", "--show-depends", "virtio_blk"))
                .containsSubsequence("/virtio.ko", "/virtio-ring.ko", "/virtio-blk.ko");
    }

    @Test
    void indexOfNothingIsOne() throws IOException {
        assertThat(ModuleIndex.of(new TreeMap<>())).hasSize(12);
    }
}
