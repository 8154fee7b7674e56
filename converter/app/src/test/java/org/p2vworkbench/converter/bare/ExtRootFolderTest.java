package org.p2vworkbench.converter.bare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.fixtures.OutsideTool;

class ExtRootFolderTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-t ext2 -b 1024 -r 0",
                "-t ext2 -b 4096",
                "-t ext3 -b 2048 -I 128",
                "-t ext4 -b 1024 -O ^64bit",
                "-t ext4 -b 4096 -O 64bit,metadata_csum",
                "-t ext4 -O meta_bg,^resize_inode"
            })
    void namesOfEveryKindOfExt(String options) throws IOException {
        assertThat(ExtRootFolder.names(new MemorySource("root.img", made(options))))
                .contains("etc", "usr", "lost+found", "häuser", "name4-0")
                .hasSize(37);
    }

    @Test
    void damageIsRefused() throws IOException {
        byte[] image = made("-t ext4 -b 1024");
        byte[] table = image.clone();
        table[2048 + 11] = 0x7f;
        byte[] blocks = image.clone();
        blocks[1024 + 24] = 9;

        assertThatThrownBy(() -> ExtRootFolder.names(new MemorySource("a", table)))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("names block");
        assertThatThrownBy(() -> ExtRootFolder.names(new MemorySource("b", blocks)))
                .hasMessageContaining("blocks of 2^9 KiB");
        assertThatThrownBy(() -> ExtRootFolder.names(new MemorySource("c", new byte[2047])))
                .isInstanceOf(DiskFormatException.class);
    }

    @Test
    void mutatedFilesystemsAreReadOrRefused() throws IOException {
        byte[] original = made("-t ext4 -b 1024");
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = original.clone();
            for (int j = 0; j < 20; j++) {
                bytes[1024 + random.nextInt(bytes.length / 4)] = (byte) random.nextInt();
            }
            try {
                ExtRootFolderFuzz.fuzzerTestOneInput(bytes);
            } catch (RuntimeException | Error failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
    }

    private byte[] made(String options) throws IOException {
        assumeTrue(OutsideTool.named("mke2fs").isInstalled(), "no mke2fs: root folders are not read");
        Path tree = folder.resolve("tree");
        for (String name : List.of("etc", "usr", "var", "häuser")) {
            Files.createDirectories(tree.resolve(name));
        }
        for (int i = 0; i < 30; i++) {
            Files.createDirectories(tree.resolve("name4-" + i));
        }
        Path image = folder.resolve("root.img");
        Files.deleteIfExists(image);
        Object[] arguments = Stream.of(
                        Stream.of("-q", "-F", "-d", tree), Arrays.stream(options.split(" ")), Stream.of(image, "2m"))
                .flatMap(each -> each)
                .toArray();
        OutsideTool.named("mke2fs").run(arguments);
        return Files.readAllBytes(image);
    }
}
