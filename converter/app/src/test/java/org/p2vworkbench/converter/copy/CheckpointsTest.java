package org.p2vworkbench.converter.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.converter.ledger.ChunkHash;
import org.p2vworkbench.converter.ledger.Ledger;
import org.p2vworkbench.disks.image.qcow2.Qcow2Compression;
import org.p2vworkbench.disks.image.qcow2.Qcow2Options;
import org.p2vworkbench.disks.image.qcow2.Qcow2Writer;
import org.p2vworkbench.disks.sink.DiskSink;
import org.p2vworkbench.fixtures.OutsideTool;

/** Whatever moment of a checkpoint the power fails at, the files as they are then are enough to go on from. */
class CheckpointsTest {

    private static final OutsideTool QEMU_IMG = OutsideTool.named("qemu-img");
    private static final int CHUNK = 256 << 10;
    private static final int CHUNKS = 12;

    @TempDir
    private Path folder;

    /** The steps of a checkpoint, each of which the files are copied before. */
    private enum Moment {
        MARK,
        FORCE,
        COMMIT,
        AFTER
    }

    @Test
    void powerFailureAtAnyStepOfACheckpointIsResumed() throws Exception {
        assumeTrue(QEMU_IMG.isInstalled(), "qemu-img (package qemu-utils) judges the images and is not installed");
        byte[] disk = new byte[CHUNKS * CHUNK - 512];
        new Random(11).nextBytes(disk);
        Arrays.fill(disk, 3 * CHUNK, 5 * CHUNK, (byte) 7);
        for (Moment moment : Moment.values()) {
            for (boolean torn : new boolean[] {false, true}) {
                Path crashed = Files.createDirectory(folder.resolve(moment + "-" + torn));
                copyUntilTheLights(disk, moment, crashed, torn);
                goOn(disk, crashed, moment);
            }
        }
    }

    private void copyUntilTheLights(byte[] disk, Moment moment, Path crashed, boolean torn) throws Exception {
        Path live = Files.createTempDirectory(folder, "live");
        AtomicInteger checkpoints = new AtomicInteger();
        try (Ledger ledger = Ledger.open(live.resolve("l"), disk.length, CHUNK, "fake");
                Qcow2Writer image = Qcow2Writer.open(live.resolve("i"), disk.length, options())) {
            DiskSink watched = new Watched(image, now -> {
                if (now == moment && checkpoints.get() == 2) {
                    copyFiles(live, crashed, torn);
                }
            });
            for (int round = 0; round < 3; round++) {
                Checkpoints line = new Checkpoints(watched, ledger);
                line.start();
                for (int chunk = round * 3; chunk < round * 3 + 3; chunk++) {
                    int at = chunk * CHUNK;
                    line.deliver(CHUNK, () -> {
                        watched.write(at, disk, at, CHUNK);
                        ledger.addData(at / CHUNK, ChunkHash.of(disk, at, CHUNK), 1);
                    });
                }
                checkpoints.set(round);
                line.end();
            }
            if (moment == Moment.AFTER) {
                copyFiles(live, crashed, torn);
            }
        }
    }

    private static void copyFiles(Path live, Path crashed, boolean torn) throws IOException {
        for (String name : new String[] {"l", "i.part", "i.part.journal"}) {
            byte[] bytes = Files.readAllBytes(live.resolve(name));
            Files.write(
                    crashed.resolve(name),
                    torn && !name.equals("i.part") ? Arrays.copyOf(bytes, bytes.length - 3) : bytes);
        }
    }

    private void goOn(byte[] disk, Path crashed, Moment moment) throws Exception {
        FakeDisk source = new FakeDisk(disk);
        try (Ledger ledger = Ledger.open(crashed.resolve("l"), disk.length, CHUNK, "fake");
                Qcow2Writer image = Qcow2Writer.open(crashed.resolve("i"), disk.length, options())) {
            new CopyEngine(CopyPlan.of(source, CHUNK, false), source, image, ledger, new Silent()).copy(2);
        }
        Path raw = folder.resolve("expected.raw");
        Files.write(raw, disk);
        QEMU_IMG.run("check", crashed.resolve("i"));
        QEMU_IMG.run("compare", "-f", "raw", "-F", "qcow2", raw, crashed.resolve("i"));
        assertThat(source.readBytes()).as(moment.name()).isLessThan(disk.length - 2L * CHUNK);
    }

    private static Qcow2Options options() {
        return Qcow2Options.compressed(Qcow2Compression.ZLIB);
    }

    private interface Watcher {
        void before(Moment moment) throws IOException;
    }

    private static final class Silent implements CopyListener {
        @Override
        public void copied(long bytes) {}

        @Override
        public void resumed(long bytes) {}

        @Override
        public void lost(LostRange range) {}
    }

    private record Watched(DiskSink below, Watcher watcher) implements DiskSink {

        @Override
        public String name() {
            return below.name();
        }

        @Override
        public int granularityBytes() {
            return below.granularityBytes();
        }

        @Override
        public boolean holds(long offset) {
            return below.holds(offset);
        }

        @Override
        public void write(long offset, byte[] bytes, int from, int length) throws IOException {
            below.write(offset, bytes, from, length);
        }

        @Override
        public void zero(long offset, long length) throws IOException {
            below.zero(offset, length);
        }

        @Override
        public void mark() throws IOException {
            watcher.before(Moment.MARK);
            below.mark();
        }

        @Override
        public void force() throws IOException {
            watcher.before(Moment.FORCE);
            below.force();
        }

        @Override
        public void commit() throws IOException {
            watcher.before(Moment.COMMIT);
            below.commit();
        }

        @Override
        public void finish() throws IOException {
            below.finish();
        }

        @Override
        public void close() throws IOException {
            below.close();
        }
    }
}
