package org.p2vworkbench.disks.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.fixtures.OutsideTool;

/** Damages filesystems where something is written, without checksums where there is a choice. */
final class AllocationFuzzTest {

    /** The larger the volume, the fewer: each round copies it. */
    private static final int MEBIBYTES = 600;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "2, mke2fs -q -F -t ext2 -b 1024 -g 512 -N 64",
        "2, mke2fs -q -F -t ext4 -b 1024 -g 512 -N 64 -O ^metadata_csum",
        "2, mke2fs -q -F -t ext4 -b 1024 -g 512 -N 64 -O bigalloc -C 2048",
        "4, mkntfs -q -F -Q -c 512",
        "2, mkfs.fat -F 12",
        "6, mkfs.fat -F 16 -s 1",
        "34, mkfs.fat -F 32 -s 1",
        "10, mkfs.exfat -c 4K",
        "1, mkswap -q",
        "16, mkfs.xfs --unsupported -q -f -m crc=0",
        "16, mkfs.xfs --unsupported -q -f"
    })
    void damagedTablesNeverEndInAnythingButAnIoException(int mebibytes, String maker) throws IOException {
        assumeTrue(
                !maker.contains("--unsupported")
                        || OutsideTool.named("mkfs.xfs").attempt("-V").output().matches("(?s).* ([6-9]|\\d\\d)\\..*"),
                "this mkfs.xfs makes no small filesystems: XFS is not fuzzed");
        Volume volume = Volume.made(folder.resolve("seed"), (long) mebibytes << 20, maker.split(" "));
        assertThat(volume.allocation().map()).isPresent();
        byte[] bytes = Files.readAllBytes(volume.file());
        int[] written = writtenPlaces(bytes);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < MEBIBYTES / mebibytes; i++) {
            int[] places = random.ints(1 + random.nextInt(4), 0, written.length)
                    .map(place -> written[place])
                    .toArray();
            byte[] before = new byte[places.length];
            for (int j = 0; j < places.length; j++) {
                before[j] = bytes[places[j]];
                bytes[places[j]] = (byte) (random.nextBoolean() ? random.nextInt(256) : -random.nextInt(2));
            }
            assertThatCode(() -> AllocationFuzz.fuzzerTestOneInput(bytes))
                    .as("seed %d, round %d of %s", seed, i, maker)
                    .doesNotThrowAnyException();
            for (int j = places.length - 1; j >= 0; j--) {
                bytes[places[j]] = before[j];
            }
        }
    }

    /** Where damage tells: bytes near one that is not zero, at most 64 of each kilobyte of a long table. */
    private static int[] writtenPlaces(byte[] bytes) {
        int[] places = new int[bytes.length];
        int count = 0;
        for (int block = 0; block < bytes.length; block += 1024) {
            int taken = 0;
            for (int at = block; at < Math.min(block + 1024, bytes.length) && taken < 64; at++) {
                if (bytes[at] != 0) {
                    places[count++] = at;
                    taken++;
                }
            }
        }
        return Arrays.copyOf(places, count);
    }
}
