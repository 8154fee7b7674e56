package org.p2vworkbench.converter.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.failure.RefusedException;

class LedgerTest {

    private static final int CHUNK = 1 << 20;
    private static final long DISK = 10L * CHUNK - 7;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("sda.ledger");
    }

    @Test
    void syncedRecordsAreThereForTheNextRunAndOthersAreNot() throws IOException {
        try (Ledger ledger = open()) {
            ledger.addData(3, hash(3), 1);
            ledger.addZeros(4, 2, 1);
            ledger.addLossy(7, hash(7), 1);
            ledger.mark();
            ledger.addData(8, hash(8), 1);
            ledger.sync();
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.resumed()).isTrue();
            assertThat(ledger.hasAll(3, 3)).isTrue();
            assertThat(ledger.hasAll(3, 4)).isFalse();
            assertThat(ledger.hasAll(7, 1)).isTrue();
            assertThat(ledger.hasAll(8, 1)).isFalse();
            assertThat(ledger.isZero(3)).isFalse();
            assertThat(ledger.isZero(5)).isTrue();
            assertThat(ledger.isLossy(7)).isTrue();
        }
    }

    @Test
    void newestRecordOfAChunkWins() throws IOException {
        try (Ledger ledger = open()) {
            ledger.addZeros(0, 10, 1);
            ledger.addLossy(4, hash(1), 1);
            ledger.addData(4, hash(2), 1);
            save(ledger);
            MerkleTree expected = new MerkleTree(DISK, CHUNK);
            expected.addZeros(0, 4);
            expected.add(4, hash(2));
            expected.addZeros(5, 5);

            assertThat(ledger.root()).isEqualTo(expected.root());
            assertThat(ledger.isLossy(4)).isFalse();
        }
    }

    @Test
    void zeroRunComesInThePiecesThatAreStillTrue() throws IOException {
        try (Ledger ledger = open()) {
            ledger.addZeros(0, 10, 1);
            ledger.addData(2, hash(2), 1);
            ledger.addData(9, hash(9), 1);
            save(ledger);
        }
        List<String> newest = new ArrayList<>();
        try (var channel = java.nio.channels.FileChannel.open(file, StandardOpenOption.READ)) {
            new LedgerFile(channel).newest(e -> newest.add(e.state() + " " + e.chunk() + "+" + e.count()));
        }

        assertThat(newest).containsExactly("DATA 9+1", "DATA 2+1", "ZERO 0+2", "ZERO 3+6");
    }

    @Test
    void anyDamageEndsTheLedgerThereAndWhatFollowsIsWrittenAnew() throws IOException {
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            Files.deleteIfExists(file);
            try (Ledger ledger = open()) {
                for (int chunk = 0; chunk < 10; chunk++) {
                    ledger.addData(chunk, hash(chunk), 1);
                }
                save(ledger);
            }
            byte[] bytes = Files.readAllBytes(file);
            int damaged = random.nextInt(10);
            int at = LedgerHead.BYTES + damaged * LedgerEntry.BYTES + random.nextInt(LedgerEntry.BYTES);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, random.nextBoolean() ? bytes : java.util.Arrays.copyOf(bytes, at));

            try (Ledger ledger = open()) {
                assertThat(ledger.hasAll(0, damaged)).as("seed %d", seed).isTrue();
                assertThat(ledger.hasAll(damaged, 1)).as("seed %d", seed).isFalse();
                for (int chunk = damaged; chunk < 10; chunk++) {
                    ledger.addData(chunk, hash(chunk), 1);
                }
                save(ledger);
            }
            try (Ledger ledger = open()) {
                assertThat(ledger.hasAll(0, 10)).as("seed %d", seed).isTrue();
            }
        }
    }

    @Test
    void anotherSourceStartsAnew() throws IOException {
        try (Ledger ledger = open()) {
            ledger.addData(0, hash(0), 1);
            save(ledger);
        }
        try (Ledger other = Ledger.open(file, DISK, CHUNK, "b.vmdk")) {
            assertThat(other.resumed()).isFalse();
            assertThat(other.hasAll(0, 1)).isFalse();
        }
    }

    @Test
    void finishedLedgerIsFoundOnlyForItsSourceAndNeverChanged() throws IOException {
        try (Ledger ledger = open()) {
            ledger.addZeros(0, 9, 1);
            save(ledger);
        }
        assertThat(Ledger.finished(file, DISK, CHUNK, "a.vmdk")).isEmpty();
        try (Ledger ledger = open()) {
            ledger.addZeros(9, 1, 1);
            save(ledger);
        }
        byte[] before = Files.readAllBytes(file);

        assertThat(Ledger.finished(file, DISK, CHUNK, "b.vmdk")).isEmpty();
        assertThat(Ledger.finished(file, DISK + 1, CHUNK, "a.vmdk")).isEmpty();
        assertThat(Ledger.finished(folder.resolve("none"), DISK, CHUNK, "a.vmdk"))
                .isEmpty();
        try (Ledger found = Ledger.finished(file, DISK, CHUNK, "a.vmdk").orElseThrow()) {
            assertThat(found.root()).hasSize(64);
        }
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void secondProgramIsRefused() throws IOException {
        try (Ledger held = open()) {
            assertThat(held.resumed()).isFalse();
            assertThatThrownBy(this::open)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("another p2v is copying this disk");
        }
    }

    @Test
    void sixteenTebibytesOfZerosAreOneRecord() throws IOException {
        long disk = 16L << 40;
        long begun = System.nanoTime();
        try (Ledger ledger = Ledger.open(file, disk, CHUNK, "huge")) {
            ledger.addZeros(0, disk / CHUNK, 1);
            save(ledger);

            assertThat(ledger.root()).hasSize(64);
        }
        assertThat(Files.size(file)).isEqualTo(LedgerHead.BYTES + LedgerEntry.BYTES);
        assertThat(LedgerSummary.of(file)).isEqualTo(new LedgerSummary(disk, disk, 0));
        assertThat(System.nanoTime() - begun).isLessThan(3_000_000_000L);
    }

    @Test
    void costGrowsWithTheRecordsAndNotWithTheirSquare() throws IOException {
        // Four TiB in pieces that come one by one: squared, it took minutes.
        long disk = 4L << 40;
        int chunks = (int) (disk / CHUNK);
        long begun = System.nanoTime();
        try (Ledger ledger = Ledger.open(file, disk, CHUNK, "full")) {
            for (int chunk = 0; chunk < chunks; chunk += 16) {
                ledger.addZeros(chunk, 16, 1);
            }
            save(ledger);
            for (int chunk = 0; chunk < chunks; chunk++) {
                if (!ledger.hasAll(chunk, 1)) {
                    fail("chunk %d is missing".formatted(chunk));
                }
            }
            assertThat(ledger.root()).hasSize(64);
        }
        assertThat(System.nanoTime() - begun).isLessThan(15_000_000_000L);
    }

    @Test
    void headWithSizesThatCannotBeIsNone() throws IOException {
        Files.write(
                file,
                new LedgerHead(Long.MAX_VALUE, 512, new byte[32]).written().array());

        assertThat(LedgerSummary.of(file)).isEqualTo(new LedgerSummary(0, 0, 0));
    }

    private Ledger open() throws IOException {
        return Ledger.open(file, DISK, CHUNK, "a.vmdk");
    }

    private static void save(Ledger ledger) throws IOException {
        ledger.mark();
        ledger.sync();
    }

    private static byte[] hash(int of) {
        return ChunkHash.of(new byte[] {(byte) of}, 0, 1);
    }
}
