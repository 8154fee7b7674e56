package org.p2vworkbench.disks.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.disks.MemorySource;

final class SolarisVtocTest {

    private static final int START = 63;

    @Test
    void slicesOfASolarisPartitionAreListedBehindIt() throws IOException {
        ByteBuffer disk = disk(0x82);
        disk.putInt((START + 1) * 512 + 12, 0x600ddeee);

        assertThat(PartitionTable.of(new MemorySource("disk", disk.array())).partitions())
                .extracting(
                        Partition::number,
                        Partition::name,
                        Partition::typeName,
                        Partition::startBytes,
                        Partition::lengthBytes,
                        Partition::container)
                .containsExactly(
                        tuple(1, "", "Linux swap / Solaris", START * 512L, 900 * 512L, true),
                        tuple(5, "s0", "Solaris root", (START + 100) * 512L, 300 * 512L, false),
                        tuple(6, "s1", "Solaris swap", (START + 400) * 512L, 200 * 512L, false));
    }

    @Test
    void linuxSwapOfTheSameTypeHasNoSlices() throws IOException {
        assertThat(PartitionTable.of(new MemorySource("disk", disk(0x82).array()))
                        .partitions())
                .hasSize(1)
                .noneMatch(Partition::container);
    }

    private static ByteBuffer disk(int type) {
        ByteBuffer disk = ByteBuffer.allocate(1000 * 512).order(ByteOrder.LITTLE_ENDIAN);
        disk.put(446 + 4, (byte) type)
                .putInt(446 + 8, START)
                .putInt(446 + 12, 900)
                .putShort(510, (short) 0xaa55);
        int table = (START + 1) * 512;
        disk.putShort(table + 30, (short) 16);
        slice(disk, table + 72, 2, 100, 300);
        slice(disk, table + 84, 3, 400, 200);
        slice(disk, table + 96, 5, 0, 900);
        return disk;
    }

    private static void slice(ByteBuffer disk, int at, int tag, int start, int sectors) {
        disk.putShort(at, (short) tag).putInt(at + 4, start).putInt(at + 8, sectors);
    }
}
