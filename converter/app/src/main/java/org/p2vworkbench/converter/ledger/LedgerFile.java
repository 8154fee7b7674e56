package org.p2vworkbench.converter.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Consumer;

/** The file of a ledger, read: forward up to the first damaged record, or backward so that the newest of a chunk wins. */
final class LedgerFile {

    private static final int RECORDS_AT_ONCE = 4096;

    private final FileChannel channel;
    private final Optional<LedgerHead> head;

    LedgerFile(FileChannel channel) throws IOException {
        this.channel = channel;
        head = Optional.ofNullable(LedgerHead.read(bytes(0, LedgerHead.BYTES)));
    }

    /** What it is about; empty when the file is new, or none of ours. */
    Optional<LedgerHead> head() {
        return head;
    }

    private long records() throws IOException {
        return Math.max(0, channel.size() - LedgerHead.BYTES) / LedgerEntry.BYTES;
    }

    /** Behind the last whole record before any damaged one. */
    long end() throws IOException {
        return LedgerHead.BYTES + forward(entry -> {}) * LedgerEntry.BYTES;
    }

    /** Gives every record up to the first damaged one, oldest first; answers how many. */
    long forward(Consumer<LedgerEntry> each) throws IOException {
        LedgerHead about = LedgerHead.read(bytes(0, LedgerHead.BYTES));
        long total = about == null ? 0 : records();
        for (long record = 0; record < total; record += RECORDS_AT_ONCE) {
            int count = (int) Math.min(RECORDS_AT_ONCE, total - record);
            ByteBuffer block = block(record, count);
            for (int i = 0; i < count; i++) {
                LedgerEntry entry = LedgerEntry.read(block);
                if (entry == null || !entry.liesWithin(about.chunks())) {
                    return record + i;
                }
                each.accept(entry);
            }
        }
        return total;
    }

    /** Gives the newest record of every chunk, newest first; a zero run comes in the pieces that are still true. */
    void newest(Consumer<LedgerEntry> each) throws IOException {
        BitSet seen = new BitSet();
        long end = forward(entry -> {});
        while (end > 0) {
            int count = (int) Math.min(RECORDS_AT_ONCE, end);
            ByteBuffer block = block(end - count, count);
            for (int i = count - 1; i >= 0; i--) {
                LedgerEntry entry = LedgerEntry.read(block.position(i * LedgerEntry.BYTES));
                if (entry == null) {
                    throw new IOException("the ledger changed while it was read");
                }
                unseen(entry, seen, each);
            }
            end -= count;
        }
    }

    private static void unseen(LedgerEntry entry, BitSet seen, Consumer<LedgerEntry> each) {
        long end = entry.chunk() + entry.count();
        int from = seen.nextClearBit((int) entry.chunk());
        while (from < end) {
            int next = seen.nextSetBit(from);
            int to = next < 0 ? (int) end : (int) Math.min(next, end);
            seen.set(from, to);
            each.accept(new LedgerEntry(from, to - from, entry.state(), entry.pass(), entry.hash()));
            // Behind its own end it would scan all that was seen before, for every record.
            from = to < end ? seen.nextClearBit(to) : to;
        }
    }

    String root() throws IOException {
        LedgerHead about = head.orElseThrow(() -> new IOException("the file is not a ledger"));
        MerkleTree tree = new MerkleTree(about.diskBytes(), about.chunkBytes());
        newest(entry -> {
            if (entry.state() == LedgerEntry.State.ZERO) {
                tree.addZeros(entry.chunk(), entry.count());
            } else {
                tree.add(entry.chunk(), entry.hash());
            }
        });
        if (!tree.isWhole()) {
            throw new IOException("the ledger does not cover the whole disk");
        }
        return tree.root();
    }

    private ByteBuffer block(long record, int count) throws IOException {
        return bytes(LedgerHead.BYTES + record * LedgerEntry.BYTES, count * LedgerEntry.BYTES);
    }

    private ByteBuffer bytes(long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
            // Reads on until it has all, or the file ends.
        }
        return bytes.flip();
    }
}
