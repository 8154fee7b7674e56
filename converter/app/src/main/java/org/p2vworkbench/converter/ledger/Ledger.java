package org.p2vworkbench.converter.ledger;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import org.p2vworkbench.converter.failure.RefusedException;

/**
 * The ledger of one disk while it is copied: records are added as chunks arrive and reach the file at each sync. Holds
 * a lock on its file, so that two programs never copy the same disk. Adding is safe from several threads.
 */
public final class Ledger implements Closeable {

    private final FileChannel channel;
    private final LedgerHead head;
    private final BitSet done = new BitSet();
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
            lock(channel, file);
            Ledger ledger = new Ledger(channel, LedgerHead.of(diskBytes, chunkBytes, sourceIdentity));
            ledger.goOn();
            return ledger;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    /** Whether {@code file} is the ledger of this source; opened for any other, it would begin anew. */
    public static boolean isAbout(Path file, long diskBytes, int chunkBytes, String sourceIdentity) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            LedgerHead wanted = LedgerHead.of(diskBytes, chunkBytes, sourceIdentity);
            return new LedgerFile(channel).head().filter(wanted::isAbout).isPresent();
        }
    }

    private static void lock(FileChannel channel, Path file) throws IOException {
        boolean locked;
        try {
            locked = channel.tryLock() != null;
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
        if (!found.head().filter(head::isAbout).isPresent()) {
            channel.truncate(0);
            ByteBuffer bytes = head.written();
            channel.write(bytes, 0);
        }
        found.forward(entry -> done.set((int) entry.chunk(), (int) (entry.chunk() + entry.count())));
        channel.truncate(found.end());
        channel.position(found.end());
    }

    /** Whether an earlier run, or this one, has recorded all these chunks. */
    public synchronized boolean hasAll(long firstChunk, long count) {
        return done.nextClearBit((int) firstChunk) >= firstChunk + count;
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

    private void add(LedgerEntry entry) {
        ByteBuffer bytes = ByteBuffer.allocate(LedgerEntry.BYTES);
        entry.write(bytes);
        added.writeBytes(bytes.array());
        done.set((int) entry.chunk(), (int) (entry.chunk() + entry.count()));
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
