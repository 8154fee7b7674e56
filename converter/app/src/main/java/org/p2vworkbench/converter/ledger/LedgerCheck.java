package org.p2vworkbench.converter.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Zeros;

/** Compares an image with its ledger, chunk by chunk, with several threads. */
public final class LedgerCheck {

    private static final int LISTED_DIFFERENCES = 1000;

    /** What an image without an entry of its own ends the queue with. */
    private static final LedgerEntry END = new LedgerEntry(-1, 0, LedgerEntry.State.ZERO, 0, new byte[ChunkHash.BYTES]);

    private final BlockSource image;
    private final LedgerHead head;
    private final LedgerFile ledger;
    private final LongConsumer checkedBytes;
    private final BlockingQueue<LedgerEntry> queue = new ArrayBlockingQueue<>(256);
    private final TreeSet<Long> different = new TreeSet<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final MerkleTree found;
    private long differences;

    private LedgerCheck(BlockSource image, LedgerHead head, LedgerFile ledger, LongConsumer checkedBytes) {
        this.image = image;
        this.head = head;
        this.ledger = ledger;
        this.checkedBytes = checkedBytes;
        found = new MerkleTree(head.diskBytes(), head.chunkBytes());
    }

    /**
     * What was found.
     *
     * @param root of the image as it is now
     * @param recordedRoot of the ledger
     * @param differentChunks how many are not as recorded
     * @param differentOffsets where the first of them lie, in order
     */
    public record Result(String root, String recordedRoot, long differentChunks, List<Long> differentOffsets) {

        public boolean matches() {
            return differentChunks == 0 && root.equals(recordedRoot);
        }
    }

    /** The hash over all chunks that a ledger records. */
    public static String recordedRoot(Path ledger) throws IOException {
        try (FileChannel channel = FileChannel.open(ledger, StandardOpenOption.READ)) {
            return new LedgerFile(channel).root();
        }
    }

    /** @param checkedBytes is told how many more bytes have been compared; called by several threads */
    public static Result check(Path ledger, BlockSource image, int threads, LongConsumer checkedBytes)
            throws IOException, InterruptedException {
        try (FileChannel channel = FileChannel.open(ledger, StandardOpenOption.READ)) {
            LedgerFile file = new LedgerFile(channel);
            LedgerHead head = file.head()
                    .orElseThrow(() -> new DiskFormatException(
                            new DiskAddress(ledger.toString(), 0),
                            "is not a ledger, or its head is damaged",
                            "Without its ledger an image cannot be verified; convert again into another folder."));
            if (image.size() < head.diskBytes()) {
                throw new DiskFormatException(
                        new DiskAddress(image.name(), image.size()),
                        "the image holds %d bytes, the ledger is about %d".formatted(image.size(), head.diskBytes()),
                        "The image was replaced or cut; convert again into another folder.");
            }
            return new LedgerCheck(image, head, file, checkedBytes).run(threads);
        }
    }

    private Result run(int threads) throws IOException, InterruptedException {
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(this::work, "verify-" + image.name() + "-" + i);
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
        try {
            ledger.newest(this::hand);
            hand(END);
            for (Thread worker : workers) {
                worker.join();
            }
        } catch (InterruptedException | Interrupted wanted) {
            failure.compareAndSet(null, wanted);
            throw new InterruptedException("verification was interrupted");
        }
        if (failure.get() instanceof IOException failed) {
            throw failed;
        }
        if (failure.get() != null) {
            throw new IOException("verification failed", failure.get());
        }
        if (!found.isWhole()) {
            throw new DiskFormatException(
                    new DiskAddress(image.name(), 0),
                    "its ledger does not cover the whole disk",
                    "Run the conversion again: it goes on where it stopped.");
        }
        return new Result(found.root(), ledger.root(), differences, List.copyOf(different));
    }

    /** Passes an entry to the workers; gives up when they have. */
    private void hand(LedgerEntry entry) {
        try {
            while (failure.get() == null && !queue.offer(entry, 1, TimeUnit.SECONDS)) {
                // The workers are busy; unless they failed there will be room.
            }
        } catch (InterruptedException interrupt) {
            throw new Interrupted(interrupt);
        }
    }

    private void work() {
        try {
            byte[] chunk = new byte[head.chunkBytes()];
            for (LedgerEntry entry = next(); entry != END; entry = next()) {
                if (entry.state() == LedgerEntry.State.ZERO) {
                    checkZeros(entry, chunk);
                } else {
                    checkData(entry, chunk);
                }
            }
            queue.offer(END);
        } catch (IOException | RuntimeException | Error | InterruptedException failed) {
            failure.compareAndSet(null, failed);
        }
    }

    /** The next entry; the end also when another worker failed, for then nobody puts the end into the queue. */
    private LedgerEntry next() throws InterruptedException {
        LedgerEntry entry = null;
        while (entry == null && failure.get() == null) {
            entry = queue.poll(100, TimeUnit.MILLISECONDS);
        }
        return entry == null ? END : entry;
    }

    private void checkData(LedgerEntry entry, byte[] chunk) throws IOException {
        long offset = entry.chunk() * head.chunkBytes();
        int length = read(offset, chunk);
        byte[] hash = ChunkHash.of(chunk, 0, length);
        boolean same = Arrays.equals(hash, entry.hash());
        synchronized (this) {
            found.add(entry.chunk(), hash);
            noteIf(!same, offset);
        }
        checkedBytes.accept(length);
    }

    /** Chunks recorded as zeros: where the image knows of zeros too, nothing need be read. */
    private void checkZeros(LedgerEntry entry, byte[] chunk) throws IOException {
        long from = entry.chunk() * head.chunkBytes();
        long to = Math.min(from + (long) entry.count() * head.chunkBytes(), head.diskBytes());
        long zerosFrom = entry.chunk();
        for (Extent run : image.extents(from, to)) {
            if (run.isZero()) {
                continue;
            }
            long last = (run.end() - 1) / head.chunkBytes();
            for (long at = Math.max(run.offset() / head.chunkBytes(), zerosFrom); at <= last; at++) {
                int length = read(at * head.chunkBytes(), chunk);
                if (!Zeros.only(chunk, 0, length)) {
                    synchronized (this) {
                        found.addZeros(zerosFrom, at - zerosFrom);
                        found.add(at, ChunkHash.of(chunk, 0, length));
                        noteIf(true, at * head.chunkBytes());
                    }
                    zerosFrom = at + 1;
                }
            }
        }
        synchronized (this) {
            found.addZeros(zerosFrom, entry.chunk() + entry.count() - zerosFrom);
        }
    }

    private int read(long offset, byte[] chunk) throws IOException {
        int length = (int) Math.min(head.chunkBytes(), head.diskBytes() - offset);
        image.read(offset, ByteBuffer.wrap(chunk, 0, length));
        return length;
    }

    private void noteIf(boolean differs, long offset) {
        if (differs) {
            differences++;
            different.add(offset);
            if (different.size() > LISTED_DIFFERENCES) {
                different.pollLast();
            }
        }
    }

    /** An interrupt on its way through a callback that cannot throw it. */
    private static final class Interrupted extends RuntimeException {

        private static final long serialVersionUID = 1;

        Interrupted(InterruptedException cause) {
            super(cause);
        }
    }
}
