package org.p2vworkbench.converter.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;

final class SparseMapTest {

    private static final long TIB = 1L << 40;

    @TempDir
    private Path folder;

    @Test
    void holesOfAHugeFileAreFoundAtOnce() throws IOException {
        assumeTrue(OutsideProgram.QEMU_IMG.location().isPresent(), "SKIPPED: qemu-img is not installed");
        long size = 15 * TIB + 100;
        Path file = sparse(size, 9 * TIB);
        long started = System.nanoTime();

        Extents runs = new SparseMap().of(file, size);

        assertThat(System.nanoTime() - started).isLessThan(5_000_000_000L);
        assertThat(runs.runs()).hasSize(4);
        assertThat(runs.runs().get(1).offset()).isEqualTo(9 * TIB);
        assertThat(runs.runs().get(3).end()).isEqualTo(size);
        assertThat(runs.dataBytes()).isBetween(1L, 1L << 20);
    }

    @Test
    void withoutQemuEverythingIsData() throws IOException {
        Path file = sparse(1 << 20, 0);

        Extents runs = new SparseMap(new OutsideProgram("no-such-program", "nothing")).of(file, 1 << 20);

        assertThat(runs).isEqualTo(Extents.allData(0, 1 << 20));
    }

    @Test
    void programThatFailsMeansNothingIsKnown() throws IOException {
        Path file = sparse(1 << 20, 0);

        assertThat(new SparseMap(new OutsideProgram("false", "coreutils")).of(file, 1 << 20))
                .isEqualTo(Extents.allData(0, 1 << 20));
    }

    @Test
    void runsWithGapsOrBeyondTheEndAreNotBelieved() throws IOException {
        Path map = Files.writeString(folder.resolve("map.json"), """
                [{"start":0,"length":10,"zero":true,"children":[1,{"a":2}]},
                 {"start":20,"length":10,"zero":true},
                 {"start":10,"length":1000,"zero":true}]""");

        assertThat(SparseMap.parsed(map, 100)).containsExactly(new Extent(0, 100, Extent.Kind.ZERO));
        assertThat(SparseMap.parsed(Files.writeString(map, "[]"), 100)).isEqualTo(Extents.allData(0, 100));
    }

    private Path sparse(long size, long dataAt) throws IOException {
        Path file = folder.resolve("sparse.raw");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1}), dataAt);
            channel.write(ByteBuffer.wrap(new byte[] {0}), size - 1);
        }
        return file;
    }
}
