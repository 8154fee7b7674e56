package org.p2vworkbench.disks.raid.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.fixtures.OutsideTool;

/** An ext4 of mke2fs with two dozen files, and what wrong members make of it. */
class VolumeJudgeTest {

    private static final int BLOCK = 1024;
    private static final int DESCRIPTORS_AT = 2 * BLOCK;
    /** Of inodes of 256 bytes, four to the block: the third holds the last reserved ones. */
    private static final int FIRST_OF_FILES = 3;

    @TempDir
    Path folder;

    private byte[] bytes;
    private StructureMap map;

    @BeforeEach
    void make() throws IOException {
        OutsideTool mkfs = OutsideTool.named("mke2fs");
        Assumptions.assumeTrue(mkfs.isInstalled(), "mke2fs is not installed: no filesystem to judge");
        Path content = Files.createDirectory(folder.resolve("content"));
        for (int i = 0; i < 24; i++) {
            Files.writeString(content.resolve("file" + i), "content of file " + i);
        }
        Path image = folder.resolve("ext4");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(8 << 20);
        }
        mkfs.run("-q", "-F", "-t", "ext4", "-b", BLOCK, "-I", 256, "-d", content, image);
        bytes = Files.readAllBytes(image);
        map = Structures.startingAt(new Window(0, bytes), 0).orElseThrow();
    }

    @Test
    void soundFilesystemContradictsNothing() {
        Verdict verdict = VolumeJudge.score(new MemorySource("sound", bytes), 0, map);

        assertThat(verdict.missed()).isEmpty();
        assertThat(verdict.met()).hasSizeGreaterThan(10);
    }

    @Test
    void filesystemThatDoesNotBeginWhereItShouldIsContradicted() {
        Arrays.fill(bytes, 0, DESCRIPTORS_AT, (byte) 0);

        Verdict verdict = VolumeJudge.score(new MemorySource("headless", bytes), 0, map);

        assertThat(verdict.missed()).containsExactly(0L);
        assertThat(verdict.met()).hasSizeGreaterThan(10);
    }

    /** With the wrong parity two blocks of inodes are added up, and the types of files vanish from them. */
    @Test
    void sumOfInodesIsContradicted() {
        long table = Integer.toUnsignedLong(
                        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(DESCRIPTORS_AT + 8))
                * BLOCK;
        int at = (int) table + FIRST_OF_FILES * BLOCK;
        for (int i = 0; i < BLOCK; i++) {
            bytes[at + i] ^= bytes[at + BLOCK + i];
        }

        Verdict verdict = VolumeJudge.score(new MemorySource("added up", bytes), 0, map);

        assertThat(verdict.missed()).containsExactly((long) at);
    }
}
