package org.p2vworkbench.disks.image.vmdk.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.fixtures.vmdk.DiskContent;
import org.p2vworkbench.fixtures.vmdk.HostedSparseWriter;
import org.p2vworkbench.fixtures.vmdk.VmdkStreamWriter;

/** What a read costs in reads of the file below. */
final class ReadCountTest {

    private static final int SIZE = 1 << 20;
    private static final int GRAIN = 1 << 16;

    @Test
    void neighbouringGrainsAreOneRead() throws IOException {
        CountingSource file = new CountingSource(HostedSparseWriter.bytes(full(), new byte[0]));

        assertThat(readsOfAll(file)).isEqualTo(1);
    }

    @Test
    void neighbouringCompressedGrainsAreOneRead() throws IOException {
        byte[] disk = full().alone();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        VmdkStreamWriter.write(new ByteArrayInputStream(disk), SIZE, "disk.vmdk", out);

        assertThat(readsOfAll(new CountingSource(out.toByteArray()))).isLessThanOrEqualTo(2);
    }

    @Test
    void tablesInAHoleOfTheFileAreNotRead() throws IOException {
        DiskContent empty = new DiskContent(256L << 30, GRAIN, new TreeMap<>(), new TreeSet<>());
        CountingSource file = new CountingSource(HostedSparseWriter.bytes(empty, new byte[0]));
        file.holeFrom = HostedSparseWriter.tableSector(empty) * 512L;
        SparseExtent extent = open(file);
        file.reads = 0;

        Extents found = extent.extents(0, extent.size());

        assertThat(found).isEqualTo(Extents.allZero(0, extent.size()));
        assertThat(file.reads).isLessThan(60);
    }

    private static long readsOfAll(CountingSource file) throws IOException {
        SparseExtent extent = open(file);
        extent.extents(0, SIZE);
        file.reads = 0;
        ByteBuffer into = ByteBuffer.allocate(SIZE);
        extent.read(0, into);
        assertThat(into.array()).isEqualTo(full().alone());
        return file.reads;
    }

    private static SparseExtent open(BlockSource file) throws IOException {
        return new SparseExtents().open(file, size -> new Zeros("beneath", size));
    }

    private static DiskContent full() {
        Random random = new Random(1);
        TreeMap<Long, byte[]> grains = new TreeMap<>();
        LongStream.range(0, SIZE / GRAIN).forEach(grain -> {
            byte[] bytes = new byte[GRAIN];
            random.nextBytes(bytes);
            grains.put(grain, bytes);
        });
        return new DiskContent(SIZE, GRAIN, grains, new TreeSet<>());
    }

    private static final class CountingSource implements BlockSource {

        private final MemorySource bytes;
        private long reads;
        private long holeFrom = Long.MAX_VALUE;

        CountingSource(byte[] bytes) {
            this.bytes = new MemorySource("file", bytes);
        }

        @Override
        public String name() {
            return "file";
        }

        @Override
        public long size() {
            return bytes.size();
        }

        @Override
        public void read(long offset, ByteBuffer into) {
            reads++;
            bytes.read(offset, into);
        }

        @Override
        public Extents extents(long from, long to) {
            return from >= holeFrom ? Extents.allZero(from, to) : Extents.allData(from, to);
        }

        @Override
        public void close() {
            bytes.close();
        }
    }
}
