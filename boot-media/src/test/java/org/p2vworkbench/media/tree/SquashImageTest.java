package org.p2vworkbench.media.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By the tools that come with the filesystem. */
class SquashImageTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void demandTools() {
        assumeTrue(Files.exists(Path.of("/usr/bin/mksquashfs")), "squashfs-tools are not installed");
    }

    @Test
    void unsquashfsFindsWhatWasPacked() throws IOException {
        Files.write(folder.resolve("image"), packed(SampleTree.in(folder.resolve("one"))));

        run(folder, Map.of(), List.of("unsquashfs", "-no-progress", "-dest", "out", "image"));

        Path out = folder.resolve("out");
        assertThat(out.resolve("etc/p2v/settings")).hasContent("server='kvm1'");
        assertThat(Files.getPosixFilePermissions(out.resolve("etc/p2v/settings")))
                .hasSize(2);
        assertThat(Files.readSymbolicLink(out.resolve("bin/sh"))).hasToString("busybox");
        assertThat(Files.isExecutable(out.resolve("java/bin/java"))).isTrue();
        assertThat(out.resolve("proc")).isEmptyDirectory();
        assertThat(Files.getLastModifiedTime(out.resolve("java/bin/java"))).isEqualTo(FileTime.fromMillis(0));
    }

    @Test
    void theSameTreeIsTheSameBytes() throws IOException {
        assertThat(packed(SampleTree.in(folder.resolve("one"))))
                .isEqualTo(packed(SampleTree.in(folder.resolve("two"))));
    }

    private byte[] packed(FileTree tree) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new SquashImage(SquashImageTest::run).of(tree, folder, bytes);
        return bytes.toByteArray();
    }

    private static String run(Path in, Map<String, String> environment, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(in.resolve("said").toFile())
                .start();
        try {
            assertThat(process.waitFor())
                    .as(() -> "what %s said is in %s".formatted(command.get(0), in.resolve("said")))
                    .isZero();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stopped);
        }
        return "";
    }
}
