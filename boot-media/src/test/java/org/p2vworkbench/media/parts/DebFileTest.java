package org.p2vworkbench.media.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebFileTest {

    @TempDir
    private Path folder;

    @Test
    void filesComeByTheirPath() throws IOException {
        Path deb = FakeDeb.write(
                folder.resolve("a.deb"),
                "Package: a\nVersion: 2\n",
                Map.of("bin/busybox", new byte[] {1, 2}, "etc/passwd", new byte[] {3}));
        HostPackage from = new HostPackage("a", "2", "amd64", List.of(), deb);

        assertThat(DebFile.file(from, "bin/busybox")).containsExactly(1, 2);
        assertThat(DebFile.control(deb)).containsEntry("Version", "2");
        assertThatThrownBy(() -> DebFile.file(from, "bin/sh"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a 2 amd64: no bin/sh");
    }

    @Test
    void whatIsCutShortIsAnError() throws IOException {
        Path deb = FakeDeb.write(folder.resolve("a.deb"), "Package: a\n", Map.of("bin/busybox", new byte[5000]));
        byte[] whole = Files.readAllBytes(deb);
        for (int length : new int[] {0, 7, 100, whole.length / 2, whole.length - 30}) {
            Path cut = Files.write(folder.resolve("cut.deb"), Arrays.copyOf(whole, length));
            HostPackage from = new HostPackage("a", "2", "amd64", List.of(), cut);
            assertThatThrownBy(() -> DebFile.file(from, "bin/busybox")).isInstanceOf(IOException.class);
        }
    }
}
