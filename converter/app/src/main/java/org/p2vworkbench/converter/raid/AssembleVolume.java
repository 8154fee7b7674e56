package org.p2vworkbench.converter.raid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.converter.copy.CopyEngine;
import org.p2vworkbench.converter.copy.CopyListener;
import org.p2vworkbench.converter.copy.CopyPlan;
import org.p2vworkbench.converter.copy.DiskProgress;
import org.p2vworkbench.converter.copy.LostRange;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.ledger.Ledger;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.image.qcow2.Qcow2Compression;
import org.p2vworkbench.disks.image.qcow2.Qcow2Options;
import org.p2vworkbench.disks.image.qcow2.Qcow2Writer;
import org.p2vworkbench.disks.sink.DiskSink;
import org.p2vworkbench.disks.sink.PartFile;
import org.p2vworkbench.disks.sink.RawWriter;

/**
 * Writes a volume as one image. Until it is whole it has its part and its ledger beside it, and the same command goes
 * on from there.
 */
public final class AssembleVolume {

    private static final int CHUNK_BYTES = 1 << 20;

    private final BlockSource volume;
    private final String identity;
    private final Path image;
    private final boolean raw;

    /** @param identity tells this set from any other and from itself after a change */
    public AssembleVolume(BlockSource volume, String identity, Path image, boolean raw) {
        this.volume = volume;
        this.identity = identity;
        this.image = image;
        this.raw = raw;
    }

    /** What was written. */
    public record Written(Path image, long virtualBytes, long copiedBytes, String root, List<LostRange> lost) {}

    public long bytesToRead() throws IOException {
        return CopyPlan.of(volume, CHUNK_BYTES, false).dataBytes();
    }

    public void refuseExisting() throws RefusedException {
        if (Files.exists(image)) {
            throw new RefusedException(
                    image.toString(), "is there already", "Name another file with -o, or remove this one.");
        }
    }

    public Written run(int threads, DiskProgress progress) throws IOException, InterruptedException {
        refuseExisting();
        progress.start();
        PartFile part = new PartFile(image);
        Path ledgerFile = image.resolveSibling(image.getFileName() + ".part.ledger");
        List<LostRange> lost = new ArrayList<>();
        String root;
        try (Ledger ledger = Ledger.open(ledgerFile, volume.size(), CHUNK_BYTES, identity)) {
            if (!ledger.resumed()) {
                Files.deleteIfExists(part.part());
                Files.deleteIfExists(part.journal());
            }
            try (DiskSink sink = raw
                    ? RawWriter.file(image, volume.size())
                    : Qcow2Writer.open(image, volume.size(), Qcow2Options.compressed(Qcow2Compression.NONE))) {
                CopyPlan plan = CopyPlan.of(volume, CHUNK_BYTES, false);
                new CopyEngine(plan, volume, sink, ledger, new Watcher(progress, lost)).copy(threads);
            }
            root = ledger.root();
            addEarlier(lost, ledger);
        }
        Files.deleteIfExists(ledgerFile);
        progress.finish();
        return new Written(image, volume.size(), progress.doneBytes(), root, lost);
    }

    /** What an interrupted run lost is known by its chunks only. */
    private void addEarlier(List<LostRange> lost, Ledger ledger) {
        for (long offset = 0; offset < volume.size(); offset += CHUNK_BYTES) {
            long from = offset;
            long to = Math.min(volume.size(), from + CHUNK_BYTES);
            if (ledger.isLossy(from / CHUNK_BYTES)
                    && lost.stream()
                            .noneMatch(range -> range.offset() < to && range.offset() + range.length() > from)) {
                lost.add(new LostRange(from, to - from, "lost in an earlier run, somewhere in this chunk"));
            }
        }
    }

    /** Passes on what happens. */
    private record Watcher(DiskProgress progress, List<LostRange> lost) implements CopyListener {

        @Override
        public void copied(long bytes) {
            progress.copied(bytes);
        }

        @Override
        public void resumed(long bytes) {
            progress.resumed(bytes);
        }

        @Override
        public void lost(LostRange range) {
            synchronized (lost) {
                lost.add(range);
            }
            progress.lost(range.length());
        }
    }
}
