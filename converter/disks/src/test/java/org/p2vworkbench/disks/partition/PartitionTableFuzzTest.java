package org.p2vworkbench.disks.partition;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.disk.DiskBuilder;
import org.p2vworkbench.fixtures.disk.Gpt;
import org.p2vworkbench.fixtures.disk.Mbr;
import org.p2vworkbench.fixtures.disk.Table;

final class PartitionTableFuzzTest {

    private static final int SIZE = 1 << 16;
    private static final UUID ID = UUID.fromString("0fc63daf-8483-4772-8e79-3d69d8477de4");

    @TempDir
    Path folder;

    @Test
    void damagedTablesNeverEndInAnythingButAnIoException() throws IOException {
        List<byte[]> seeds = List.of(
                bytes(new Mbr(1)
                        .primary(0xa5, true, 1, 20)
                        .logical(0x83, 30, 10)
                        .logical(0x83, 50, 10)),
                bytes(new Gpt(ID, 512).partition(ID, ID, 40, 50, 0, "root")));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 3000; i++) {
            byte[] disk = seeds.get(i % seeds.size()).clone();
            for (int change = random.nextInt(6); change >= 0; change--) {
                disk[place(random)] = (byte) (random.nextBoolean() ? random.nextInt(256) : -random.nextInt(2));
            }
            if (random.nextBoolean()) {
                repairChecksum(disk);
            }
            int length = random.nextInt(10) == 0 ? random.nextInt(SIZE) : SIZE;
            assertThatCode(() -> PartitionTableFuzz.fuzzerTestOneInput(Arrays.copyOf(disk, length)))
                    .as("seed %d, round %d", seed, i)
                    .doesNotThrowAnyException();
        }
    }

    /** Mostly where tables are: the first sectors, the links of the chain, the last sector. */
    private static int place(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> 440 + random.nextInt(72);
            case 1 -> 512 + random.nextInt(156);
            case 2 -> 1024 + random.nextInt(128);
            case 3 -> (random.nextBoolean() ? 29 : 49) * 512 + 446 + random.nextInt(66);
            default -> SIZE - 512 + random.nextInt(92);
        };
    }

    private static void repairChecksum(byte[] disk) {
        ByteBuffer header = ByteBuffer.wrap(disk).order(ByteOrder.LITTLE_ENDIAN).putInt(512 + 16, 0);
        CRC32 crc = new CRC32();
        crc.update(disk, 512, 92);
        header.putInt(512 + 16, (int) crc.getValue());
    }

    private byte[] bytes(Table table) throws IOException {
        return Files.readAllBytes(new DiskBuilder(SIZE).table(table).writeTo(folder.resolve("disk.raw")));
    }
}
