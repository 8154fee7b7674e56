package org.p2vworkbench.disks.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.allocation.AllocationMap;
import org.p2vworkbench.disks.partition.PartitionTable;
import org.p2vworkbench.fixtures.disk.DiskBuilder;
import org.p2vworkbench.fixtures.disk.Mbr;

class TableMapTest {

    private static final int MIB = 1 << 20;
    private static final int DISK_BYTES = 32 * MIB;

    @TempDir
    private Path temp;

    @Test
    void edgesAndPartitionsAreInUseAndGapsAreNot() throws IOException {
        // Partitions of 2 MiB at 4 and at 10 MiB.
        PartitionTable table = table(new Mbr(1).primary(0x83, false, 8192, 4096).primary(0x83, false, 20480, 4096));

        AllocationMap map = TableMap.of(table, List.of(), DISK_BYTES);

        assertThat(map.used(0, DISK_BYTES))
                .isEqualTo(runs(0, 1, true)
                        .add(3 * MIB, Extent.Kind.ZERO)
                        .add(2 * MIB, Extent.Kind.DATA)
                        .add(4 * MIB, Extent.Kind.ZERO)
                        .add(2 * MIB, Extent.Kind.DATA)
                        .add(19 * MIB, Extent.Kind.ZERO)
                        .add(MIB, Extent.Kind.DATA)
                        .build());
    }

    @Test
    void partitionIsInUseAsItsOwnMapSays() throws IOException {
        PartitionTable table = table(new Mbr(1).primary(0x83, false, 2048, 61440));
        AllocationMap half = (from, to) -> new Extents.Builder(from)
                .add(Math.max(0, Math.min(to, 15 * MIB) - from), Extent.Kind.DATA)
                .add(to - Math.max(from, Math.min(to, 15 * MIB)), Extent.Kind.ZERO)
                .build();

        AllocationMap map = TableMap.of(table, List.of(new PatchedMap.Patch(MIB, 30L * MIB, half)), DISK_BYTES);

        assertThat(map.used(0, DISK_BYTES).dataBytes()).isEqualTo(17L * MIB);
        assertThat(map.used(16 * MIB, 17 * MIB).dataBytes()).isZero();
        assertThat(map.used(15 * MIB, 16 * MIB).dataBytes()).isEqualTo(MIB);
    }

    @Test
    void gapsInsideAnExtendedPartitionAreKeptForItsChain() throws IOException {
        // Logical partitions at 8 and 20 MiB; the links of the chain lie somewhere before each.
        PartitionTable table = table(new Mbr(1).logical(0x83, 16384, 2048).logical(0x83, 40960, 2048));

        AllocationMap map = TableMap.of(table, List.of(), DISK_BYTES);

        long chainFrom = table.partitions().get(0).startBytes();
        assertThat(map.used(chainFrom, 21 * MIB).dataBytes()).isEqualTo(21L * MIB - chainFrom);
    }

    @Test
    void partitionsThatOverlapAreInUseWholly() {
        AllocationMap nothing = Extents::allZero;

        PatchedMap map = new PatchedMap(List.of(
                new PatchedMap.Patch(0, 100, nothing),
                new PatchedMap.Patch(50, 100, nothing),
                new PatchedMap.Patch(200, 100, nothing)));

        assertThat(used(map, 0, 400)).isEqualTo(300);
    }

    @Test
    void answerIsTheSameWhateverTheWindow() throws IOException {
        PartitionTable table = table(new Mbr(1).primary(0x83, false, 8192, 4096).primary(0x83, false, 20480, 4096));
        AllocationMap map = TableMap.of(table, List.of(), DISK_BYTES);

        long pieces = 0;
        for (int from = 0; from < DISK_BYTES; from += 300_007) {
            pieces += map.used(from, Math.min(DISK_BYTES, from + 300_007)).dataBytes();
        }

        assertThat(pieces).isEqualTo(map.used(0, DISK_BYTES).dataBytes());
    }

    private static long used(AllocationMap map, long from, long to) {
        try {
            return map.used(from, to).dataBytes();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Extents.Builder runs(long from, int mebibytes, boolean data) {
        return new Extents.Builder(from).add((long) mebibytes * MIB, data ? Extent.Kind.DATA : Extent.Kind.ZERO);
    }

    private PartitionTable table(Mbr mbr) throws IOException {
        Path disk = new DiskBuilder(DISK_BYTES).table(mbr).writeTo(temp.resolve("disk"));
        return PartitionTable.of(new MemorySource("disk", Files.readAllBytes(disk)));
    }
}
