package org.p2vworkbench.media.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpioArchiveTest {

    @TempDir
    private Path folder;

    @Test
    void theSameTreeIsTheSameBytes() throws IOException {
        assertThat(packed(SampleTree.in(folder.resolve("one"))))
                .isEqualTo(packed(SampleTree.in(folder.resolve("two"))));
    }

    @Test
    void cpioUnpacksWhatWasPacked() throws Exception {
        assumeThat(Path.of("/usr/bin/cpio")).as("cpio is installed").exists();
        Files.write(folder.resolve("root.img"), packed(SampleTree.in(folder.resolve("one"))));
        Path out = Files.createDirectory(folder.resolve("out"));

        Process process = new ProcessBuilder("sh", "-c", "cpio -idm --quiet <../root.img")
                .directory(out.toFile())
                .inheritIO()
                .start();

        assertThat(process.waitFor()).isZero();
        assertThat(out.resolve("etc/p2v/settings")).hasContent("server='kvm1'");
        assertThat(Files.getPosixFilePermissions(out.resolve("etc/p2v/settings")))
                .hasSize(2);
        assertThat(out.resolve("bin/sh")).isSymbolicLink();
        assertThat(Files.readSymbolicLink(out.resolve("bin/sh"))).hasToString("busybox");
        assertThat(Files.isExecutable(out.resolve("java/bin/java"))).isTrue();
        assertThat(out.resolve("proc")).isDirectory();
    }

    @Test
    void pathsThatLeadOutAreRefused() {
        for (String path : List.of("/etc/passwd", "../x", "a/../../x", "")) {
            assertThatThrownBy(() -> new FileTree().folder(path)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static byte[] packed(FileTree tree) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CpioArchive.write(tree, bytes);
        return bytes.toByteArray();
    }
}
