package org.p2vworkbench.converter.ledger;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Consumer;
import org.p2vworkbench.converter.failure.RefusedException;

/**
 * The ledger of one disk while it is copied: records are added as chunks arrive and reach the file at each sync. Holds
 * a lock on its file, so that two programs never copy the same disk. Adding is safe from several threads.
 */
public final class Ledger implements Closeable {

    private final FileChannel channel;
    private final LedgerHead head;
    private final BitSet done = new BitSet();
    private final BitSet zeros = new BitSet();
    private final BitSet lossy = new BitSet();
    private boolean resumed;
    private final ByteArrayOutputStream added = new ByteArrayOutputStream();
    private final ByteArrayOutputStream marked = new ByteArrayOutputStream();

    private Ledger(FileChannel channel, LedgerHead head) {
        this.channel = channel;
        this.head = head;
    }

    /**
     * A new ledger, or the one an earlier run left for the same source.
     *
     * @param sourceIdentity changes when the source does, for example its path, size and time of change
     */
    public static Ledger open(Path file, long diskBytes, int chunkBytes, String sourceIdentity) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(channel, file, false);
            Ledger ledger = new Ledger(channel, LedgerHead.of(diskBytes, chunkBytes, sourceIdentity));
            ledger.goOn();
            return ledger;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    /**
     * The ledger of a copy that was finished, to be read only; empty when it is missing, is about another source, or does
     * not cover the disk. The file is left as it is, whatever it holds: it may be another image's only proof.
     */
    public static Optional<Ledger> finished(Path file, long diskBytes, int chunkBytes, String sourceIdentity)
            throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            lock(channel, file, true);
            Ledger ledger = new Ledger(channel, LedgerHead.of(diskBytes, chunkBytes, sourceIdentity));
            LedgerFile found = new LedgerFile(channel);
            if (found.head().filter(ledger.head::isAbout).isPresent()) {
                found.forward(ledger::know);
                if (ledger.hasAll(0, ledger.head.chunks())) {
                    return Optional.of(ledger);
                }
            }
            channel.close();
            return Optional.empty();
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    /** Gives the newest record of every chunk of a finished ledger, newest first. */
    public static void newest(Path file, Consumer<LedgerEntry> each) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            new LedgerFile(channel).newest(each);
        }
    }

    /** Says what a ledger is about in other words: of a pass that is over, it no longer matters which one it was. */
    public static void restate(Path file, String sourceIdentity) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            lock(channel, file, false);
            LedgerHead head = new LedgerFile(channel).head().orElseThrow(() -> new IOException(file + " is no ledger"));
            ByteBuffer about = LedgerHead.of(head.diskBytes(), head.chunkBytes(), sourceIdentity)
                    .written();
            while (about.hasRemaining()) {
                channel.write(about, about.position());
            }
            channel.force(false);
        }
    }

    /** The ledger of a finished copy whose image is about to change: what is added replaces what was known of a chunk. */
    public static Ledger amend(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(channel, file, false);
            LedgerHead head = new LedgerFile(channel)
                    .head()
                    .orElseThrow(() -> new RefusedException(
                            file.toString(),
                            "is not a ledger, or its head is damaged",
                            "Convert again into another folder."));
            Ledger ledger = new Ledger(channel, head);
            ledger.goOn();
            return ledger;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    public int chunkBytes() {
        return head.chunkBytes();
    }

    public long diskBytes() {
        return head.diskBytes();
    }

    private static void lock(FileChannel channel, Path file, boolean shared) throws IOException {
        boolean locked;
        try {
            locked = channel.tryLock(0, Long.MAX_VALUE, shared) != null;
        } catch (OverlappingFileLockException inThisProgram) {
            locked = false;
        }
        if (!locked) {
            throw new RefusedException(
                    file.toString(),
                    "another p2v is copying this disk",
                    "Wait for it to end, or give this run another output folder.");
        }
    }

    private void goOn() throws IOException {
        LedgerFile found = new LedgerFile(channel);
        resumed = found.head().filter(head::isAbout).isPresent();
        if (!resumed) {
            channel.truncate(0);
            channel.write(head.written(), 0);
        }
        found.forward(this::know);
        channel.truncate(found.end());
        channel.position(found.end());
    }

    private void know(LedgerEntry entry) {
        int from = (int) entry.chunk();
        int to = (int) (entry.chunk() + entry.count());
        done.set(from, to);
        zeros.set(from, to, entry.state() == LedgerEntry.State.ZERO);
        lossy.set(from, to, entry.state() == LedgerEntry.State.LOSSY);
    }

    /** Whether an earlier run began it, for the same source. If not, nothing that lies beside it is about this source. */
    public boolean resumed() {
        return resumed;
    }

    /** Whether an earlier run, or this one, has recorded all these chunks. */
    public synchronized boolean hasAll(long firstChunk, long count) {
        // Looking for the next clear bit would scan on through all that is done, for every chunk.
        return count == 1
                ? done.get((int) firstChunk)
                : done.get((int) firstChunk, (int) (firstChunk + count)).cardinality() == count;
    }

    /** Whether a chunk is recorded as zeros: a new image has it without a write. */
    public synchronized boolean isZero(long chunk) {
        return zeros.get((int) chunk);
    }

    /** Whether some of a chunk could not be read when it was copied last. */
    public synchronized boolean isLossy(long chunk) {
        return lossy.get((int) chunk);
    }

    public synchronized void addData(long chunk, byte[] hash, int pass) {
        add(new LedgerEntry(chunk, 1, LedgerEntry.State.DATA, pass, hash));
    }

    public synchronized void addLossy(long chunk, byte[] hash, int pass) {
        add(new LedgerEntry(chunk, 1, LedgerEntry.State.LOSSY, pass, hash));
    }

    public synchronized void addZeros(long firstChunk, long count, int pass) {
        byte[] none = new byte[ChunkHash.BYTES];
        for (long at = firstChunk; at < firstChunk + count; at += Integer.MAX_VALUE) {
            int run = (int) Math.min(Integer.MAX_VALUE, firstChunk + count - at);
            add(new LedgerEntry(at, run, LedgerEntry.State.ZERO, pass, none));
        }
    }

    /** As an earlier ledger has it: nothing changed since. */
    public synchronized void keep(LedgerEntry entry) {
        add(entry);
    }

    private void add(LedgerEntry entry) {
        ByteBuffer bytes = ByteBuffer.allocate(LedgerEntry.BYTES);
        entry.write(bytes);
        added.writeBytes(bytes.array());
        know(entry);
    }

    /** Draws the line up to which the next {@link #sync} goes. */
    public synchronized void mark() {
        marked.writeBytes(added.toByteArray());
        added.reset();
    }

    /** Makes the records before the last mark durable. The chunks they are about must be so already. */
    public void sync() throws IOException {
        ByteBuffer records;
        synchronized (this) {
            records = ByteBuffer.wrap(marked.toByteArray());
            marked.reset();
        }
        if (records.hasRemaining()) {
            while (records.hasRemaining()) {
                channel.write(records);
            }
            channel.force(false);
        }
    }

    /** The hash over all chunks, in hexadecimal; the ledger must be whole and synced. */
    public String root() throws IOException {
        return new LedgerFile(channel).root();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
