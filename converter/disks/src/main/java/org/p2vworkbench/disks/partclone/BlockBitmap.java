package org.p2vworkbench.disks.partclone;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Which blocks of a volume are in use, a bit each, least significant first. A terabyte of sectors has 256 MiB of them,
 * so pages that are not all alike lie in a temporary file, and a few of these at a time in memory.
 */
final class BlockBitmap implements Closeable {

    static final int PAGE_BYTES = 64 << 10;
    private static final long PAGE_BLOCKS = (long) PAGE_BYTES * Byte.SIZE;
    private static final int PAGES_AT_HAND = 16;

    private static final byte MIXED = 2;

    private final long blocks;
    private final byte[] kinds;
    private final long[] numbersAtHand = new long[PAGES_AT_HAND];
    private final byte[][] pagesAtHand = new byte[PAGES_AT_HAND][];
    private FileChannel file;
    private long used;

    /** @param blocks checked by {@link BlockShape} */
    BlockBitmap(long blocks) {
        this.blocks = blocks;
        kinds = new byte[(int) ((blocks + PAGE_BLOCKS - 1) / PAGE_BLOCKS)];
    }

    long blocks() {
        return blocks;
    }

    long used() {
        return used;
    }

    int pages() {
        return kinds.length;
    }

    /** Blocks that a page tells of; the last one may tell of fewer. */
    int blocksIn(int page) {
        return (int) Math.min(PAGE_BLOCKS, blocks - page * PAGE_BLOCKS);
    }

    /** Takes a page's bits; those behind the last block say nothing, and partclone leaves anything in them. */
    void fill(int page, byte[] bits) throws IOException {
        int count = blocksIn(page);
        Arrays.fill(bits, (count + 7) / 8, bits.length, (byte) 0);
        if (count % 8 != 0) {
            bits[count / 8] &= (byte) ((1 << count % 8) - 1);
        }
        int set = 0;
        ByteBuffer words = ByteBuffer.wrap(bits);
        while (words.hasRemaining()) {
            set += Long.bitCount(words.getLong());
        }
        used += set;
        if (set == 0 || set == count) {
            kinds[page] = (byte) (set == 0 ? 0 : 1);
            return;
        }
        kinds[page] = MIXED;
        words.rewind();
        for (long at = (long) page * PAGE_BYTES; words.hasRemaining(); ) {
            at += opened().write(words, at);
        }
    }

    /** Takes every block for used. */
    void fillWhole() {
        Arrays.fill(kinds, (byte) 1);
        used = blocks;
    }

    private FileChannel opened() throws IOException {
        if (file == null) {
            Path path = Files.createTempFile("p2v-bitmap", ".bits");
            file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        }
        return file;
    }

    /** Whether a block is in use. */
    boolean isUsed(long block) throws IOException {
        int page = (int) (block / PAGE_BLOCKS);
        if (kinds[page] != MIXED) {
            return kinds[page] == 1;
        }
        int bit = (int) (block % PAGE_BLOCKS);
        return (page(page)[bit / 8] >> bit % 8 & 1) != 0;
    }

    /** Where the run of equal blocks ends that {@code block} is in, but not behind {@code limit}. */
    long runEnd(long block, long limit) throws IOException {
        boolean wanted = isUsed(block);
        long at = block + 1;
        while (at < limit) {
            int page = (int) (at / PAGE_BLOCKS);
            if (kinds[page] != MIXED) {
                if (kinds[page] == 1 != wanted) {
                    return at;
                }
                at = Math.min(limit, (page + 1) * PAGE_BLOCKS);
                continue;
            }
            byte[] bits = page(page);
            int bit = (int) (at % PAGE_BLOCKS);
            byte same = (byte) (wanted ? 0xff : 0);
            if (bit % 8 == 0 && limit - at >= 8 && bits[bit / 8] == same) {
                at += 8;
            } else if ((bits[bit / 8] >> bit % 8 & 1) != 0 == wanted) {
                at++;
            } else {
                return at;
            }
        }
        return limit;
    }

    private byte[] page(int page) throws IOException {
        int slot = page % PAGES_AT_HAND;
        synchronized (this) {
            if (pagesAtHand[slot] == null || numbersAtHand[slot] != page) {
                byte[] bits = new byte[PAGE_BYTES];
                ByteBuffer into = ByteBuffer.wrap(bits);
                for (long at = (long) page * PAGE_BYTES; into.hasRemaining(); ) {
                    int got = file.read(into, at);
                    if (got < 0) {
                        throw new IOException("the temporary file of a bitmap was cut by somebody else");
                    }
                    at += got;
                }
                pagesAtHand[slot] = bits;
                numbersAtHand[slot] = page;
            }
            return pagesAtHand[slot];
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
