package org.p2vworkbench.converter.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.copy.FakeDisk;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LedgerCheckTest {

    private static final int CHUNK = 4096;
    private static final int CHUNKS = 1000;
    private static final int ZEROS_FROM = 600;

    @TempDir
    private Path folder;

    private final byte[] disk = new byte[CHUNKS * CHUNK - 100];

    @BeforeEach
    void record() throws IOException {
        new Random(5).nextBytes(disk);
        java.util.Arrays.fill(disk, ZEROS_FROM * CHUNK, disk.length, (byte) 0);
        try (Ledger ledger = Ledger.open(ledger(), disk.length, CHUNK, "x")) {
            for (int chunk = 0; chunk < ZEROS_FROM; chunk++) {
                ledger.addData(chunk, ChunkHash.of(disk, chunk * CHUNK, CHUNK), 1);
            }
            ledger.addZeros(ZEROS_FROM, CHUNKS - ZEROS_FROM, 1);
            ledger.mark();
            ledger.sync();
        }
    }

    @Test
    void sameImageMatches() throws Exception {
        LedgerCheck.Result result = check(new FakeDisk(disk));

        assertThat(result.matches()).isTrue();
        assertThat(result.differentOffsets()).isEmpty();
    }

    @Test
    void everyFlippedBitIsFoundWhereItIs() throws Exception {
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            byte[] changed = disk.clone();
            int at = random.nextInt(disk.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));

            LedgerCheck.Result result = check(new FakeDisk(changed));

            assertThat(result.matches()).as("seed %d", seed).isFalse();
            assertThat(result.differentOffsets()).as("seed %d", seed).containsExactly((long) at / CHUNK * CHUNK);
            assertThat(result.root()).isNotEqualTo(result.recordedRoot());
        }
    }

    @Test
    void differencesAreListedInOrderOfTheDisk() throws Exception {
        byte[] changed = disk.clone();
        for (int chunk : new int[] {1, 5, 400, 700, 999}) {
            changed[chunk * CHUNK] ^= 1;
        }

        LedgerCheck.Result result = check(new FakeDisk(changed));

        assertThat(result.differentChunks()).isEqualTo(5);
        assertThat(result.differentOffsets())
                .containsExactly(1L * CHUNK, 5L * CHUNK, 400L * CHUNK, 700L * CHUNK, 999L * CHUNK);
    }

    @Test
    void zerosThatTheImageKnowsOfAreNotRead() throws Exception {
        FakeDisk image =
                new FakeDisk(disk).withHole((long) ZEROS_FROM * CHUNK, disk.length - (long) ZEROS_FROM * CHUNK);

        assertThat(check(image).matches()).isTrue();
        assertThat(image.readBytes()).isEqualTo((long) ZEROS_FROM * CHUNK);
    }

    @Test
    void shorterImageIsRefused() {
        assertThatThrownBy(() -> check(new FakeDisk(java.util.Arrays.copyOf(disk, disk.length - 1))))
                .isInstanceOf(DiskFormatException.class)
                .hasMessageContaining("the ledger is about " + disk.length);
    }

    @Test
    void imageThatCannotBeReadEndsItInsteadOfHangingIt() {
        for (int chunks : new int[] {0, 3, 300}) {
            FakeDisk broken = new FakeDisk(disk).failingAfter((long) chunks * CHUNK, new IOException("bad cable"));

            assertThatThrownBy(() -> check(broken)).hasMessageContaining("bad cable");
        }
    }

    @Test
    void mistakeInAReaderEndsItToo() {
        FakeDisk broken = new FakeDisk(disk).beforeEachRead(() -> {
            throw new StackOverflowError("loop");
        });

        assertThatThrownBy(() -> check(broken)).hasRootCauseInstanceOf(StackOverflowError.class);
    }

    private LedgerCheck.Result check(BlockSource image) throws IOException, InterruptedException {
        return LedgerCheck.check(ledger(), image, 3, bytes -> {});
    }

    private Path ledger() {
        return folder.resolve("ledger");
    }
}
