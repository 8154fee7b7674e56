package org.p2vworkbench.converter.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.failure.SourceReadException;
import org.p2vworkbench.converter.failure.TargetStorageException;
import org.p2vworkbench.converter.ledger.Ledger;
import org.p2vworkbench.converter.ledger.LedgerCheck;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.raw.RawFile;
import org.p2vworkbench.disks.sink.DiskSink;
import org.p2vworkbench.disks.sink.RawWriter;

class CopyEngineTest {

    private static final int CHUNK = 64 << 10;

    @TempDir
    private Path folder;

    private final List<LostRange> lost = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong copied = new AtomicLong();
    private final AtomicLong resumed = new AtomicLong();

    @Test
    void copyIsTheSameAndItsLedgerProvesIt() throws Exception {
        byte[] disk = disk(1, 40 * CHUNK + 777);

        copy(new FakeDisk(disk), false);

        assertThat(image()).hasBinaryContent(disk);
        assertThat(check().matches()).isTrue();
    }

    @Test
    void holesAreNotReadUnlessAllBlocksAreWanted() throws Exception {
        byte[] disk = disk(2, 8 * CHUNK);
        Arrays.fill(disk, CHUNK, 5 * CHUNK, (byte) 0);
        FakeDisk sparse = new FakeDisk(disk).withHole(CHUNK, 4L * CHUNK);

        copy(sparse, false);

        assertThat(sparse.readBytes()).isEqualTo(4L * CHUNK);
        assertThat(image()).hasBinaryContent(disk);
        Files.delete(image());
        Files.delete(ledger());
        copy(sparse, true);
        assertThat(sparse.readBytes()).isEqualTo(12L * CHUNK);
        assertThat(check().matches()).isTrue();
    }

    @Test
    void slowChunksComeLastAndAreLostOnlyWhenStillSlow() throws Exception {
        byte[] disk = disk(4, 6 * CHUNK);
        FakeDisk slow = new FakeDisk(disk).slowTimes(0, 1).slowTimes(2L * CHUNK, 99);

        copy(slow, false);

        Arrays.fill(disk, 2 * CHUNK, 3 * CHUNK, (byte) 0);
        assertThat(image()).hasBinaryContent(disk);
        assertThat(lost)
                .extracting(range -> range.offset() + "+" + range.length())
                .containsExactly(2L * CHUNK + "+" + CHUNK);
        assertThat(check().matches()).isTrue();
    }

    @Test
    void badSectorsBecomeZerosOfFourKibibytesAndAreListed() throws Exception {
        byte[] disk = disk(3, 40 * CHUNK);
        FakeDisk bad = new FakeDisk(disk).withBadSectors(3, 16, 17, 24, 40L * CHUNK / 512 - 1);

        copy(bad, false);

        assertThat(lost)
                .extracting(range -> range.offset() + "+" + range.length())
                .containsExactlyInAnyOrder("0+4096", "8192+8192", (40L * CHUNK - 4096) + "+4096");
        for (LostRange range : lost) {
            Arrays.fill(disk, (int) range.offset(), (int) (range.offset() + range.length()), (byte) 0);
        }
        assertThat(image()).hasBinaryContent(disk);
        assertThat(check().matches()).isTrue();
        try (Ledger ledger = openLedger(disk.length)) {
            assertThat(ledger.isLossy(0)).isTrue();
            assertThat(ledger.isLossy(1)).isFalse();
            assertThat(ledger.isLossy(39)).isTrue();
        }
    }

    @Test
    void whollyBadChunksInTheMiddleAndAtTheEndAreLost() throws Exception {
        byte[] disk = disk(4, 10 * CHUNK);
        FakeDisk bad = new FakeDisk(disk).withBadSectors(everySector(3)).withBadSectors(everySector(9));

        copy(bad, false);

        assertThat(lost)
                .extracting(LostRange::offset, LostRange::length)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(3L * CHUNK, (long) CHUNK),
                        org.assertj.core.groups.Tuple.tuple(9L * CHUNK, (long) CHUNK));
        assertThat(check().matches()).isTrue();
    }

    @Test
    void sourceThatIsGoneIsNotTakenForBadSectorsAndTheNextRunHasAll() throws Exception {
        byte[] disk = disk(5, 80 * CHUNK);
        FakeDisk gone = new FakeDisk(disk).failingAfter(20L * CHUNK, new IOException("No such device"));

        assertThatThrownBy(() -> copy(gone, false))
                .isInstanceOf(SourceReadException.class)
                .hasMessageContaining("chunks in a row")
                .hasMessageContaining("No such device");
        assertThat(lost).isEmpty();
        assertThat(image()).doesNotExist();
        FakeDisk back = new FakeDisk(disk);
        copy(back, false);

        assertThat(image()).hasBinaryContent(disk);
        assertThat(back.readBytes()).isLessThanOrEqualTo(60L * CHUNK);
        assertThat(resumed.get()).isGreaterThanOrEqualTo(20L * CHUNK);
        assertThat(check().matches()).isTrue();
    }

    @Test
    void smallDiskWithoutAnyReadableByteIsGoneToo() {
        FakeDisk gone = new FakeDisk(new byte[3 * CHUNK]).failingAfter(0, new IOException("No medium found"));

        assertThatThrownBy(() -> copy(gone, false))
                .isInstanceOf(SourceReadException.class)
                .hasMessageContaining("No medium found");
    }

    @Test
    void contradictionInAnImageIsNotSalvaged() {
        DiskFormatException broken =
                new DiskFormatException(new DiskAddress("old.vmdk", 0x200), "grain lies outside", "copy again.");

        assertThatThrownBy(() -> copy(new FakeDisk(disk(6, 30 * CHUNK)).failingAfter(5L * CHUNK, broken), false))
                .isSameAs(broken);
        assertThat(lost).isEmpty();
    }

    @Test
    void interruptEndsItWithWhatWasCopiedKept() throws Exception {
        byte[] disk = disk(7, 200 * CHUNK);
        Thread copier = Thread.currentThread();
        AtomicLong reads = new AtomicLong();
        FakeDisk watched = new FakeDisk(disk).beforeEachRead(() -> {
            if (reads.incrementAndGet() == 50) {
                copier.interrupt();
            }
            pause();
        });

        assertThatThrownBy(() -> copy(watched, false)).isInstanceOf(InterruptedException.class);
        assertThat(reads.get()).isLessThan(100);
        FakeDisk again = new FakeDisk(disk);
        copy(again, false);

        assertThat(again.readBytes()).isLessThanOrEqualTo(151L * CHUNK);
        assertThat(image()).hasBinaryContent(disk);
    }

    @Test
    void fullStorageIsTheTargetsFailureAndKeepsNoPlaceForWhatIsNotThere() throws Exception {
        byte[] disk = disk(8, 60 * CHUNK);
        try (Ledger ledger = openLedger(disk.length);
                DiskSink sink = new FullAfter(RawWriter.file(image(), disk.length), 20)) {
            assertThatThrownBy(() ->
                            engine(new FakeDisk(disk), sink, ledger, false).copy(3))
                    .isInstanceOf(TargetStorageException.class)
                    .hasMessageContaining("No space left on device");
        }

        copy(new FakeDisk(disk), false);

        assertThat(image()).hasBinaryContent(disk);
        assertThat(check().matches()).isTrue();
    }

    private void copy(FakeDisk disk, boolean allBlocks) throws IOException, InterruptedException {
        try (Ledger ledger = openLedger(disk.size());
                DiskSink sink = RawWriter.file(image(), disk.size())) {
            engine(disk, sink, ledger, allBlocks).copy(3);
        }
    }

    private CopyEngine engine(FakeDisk disk, DiskSink sink, Ledger ledger, boolean allBlocks) throws IOException {
        return new CopyEngine(CopyPlan.of(disk, CHUNK, allBlocks), disk, sink, ledger, new CopyListener() {
            @Override
            public void copied(long bytes) {
                copied.addAndGet(bytes);
            }

            @Override
            public void resumed(long bytes) {
                resumed.addAndGet(bytes);
            }

            @Override
            public void lost(LostRange range) {
                lost.add(range);
            }
        });
    }

    private LedgerCheck.Result check() throws IOException, InterruptedException {
        try (RawFile raw = RawFile.open(image())) {
            return LedgerCheck.check(ledger(), raw, 2, bytes -> {});
        }
    }

    private Ledger openLedger(long size) throws IOException {
        return Ledger.open(ledger(), size, CHUNK, "fake");
    }

    private Path image() {
        return folder.resolve("disk.raw");
    }

    private Path ledger() {
        return folder.resolve("disk.ledger");
    }

    private static long[] everySector(int chunk) {
        return java.util.stream.LongStream.range((long) chunk * CHUNK / 512, (chunk + 1L) * CHUNK / 512)
                .toArray();
    }

    private static void pause() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] disk(long seed, int size) {
        byte[] disk = new byte[size];
        new Random(seed).nextBytes(disk);
        return disk;
    }
}
