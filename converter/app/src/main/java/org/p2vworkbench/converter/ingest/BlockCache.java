package org.p2vworkbench.converter.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The blocks of a disk that were needed last, at most 16 MiB of them. */
final class BlockCache {

    private static final int BLOCK_BYTES = 64 << 10;
    private static final int MOST_BLOCKS = 256;

    private final long diskBytes;
    private final Fetch fetch;
    private final Map<Long, byte[]> blocks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
            return size() > MOST_BLOCKS;
        }
    };

    /** Where blocks come from. */
    interface Fetch {
        void read(long offset, byte[] into) throws IOException;
    }

    BlockCache(long diskBytes, Fetch fetch) {
        this.diskBytes = diskBytes;
        this.fetch = fetch;
    }

    void read(long offset, ByteBuffer into) throws IOException {
        long at = offset;
        while (into.hasRemaining()) {
            byte[] block = block(at / BLOCK_BYTES);
            int from = (int) (at % BLOCK_BYTES);
            int length = Math.min(block.length - from, into.remaining());
            into.put(block, from, length);
            at += length;
        }
    }

    /** Keeps the whole blocks of {@code plain}, which lies at {@code offset}. */
    void keep(long offset, byte[] plain) {
        long first = (offset + BLOCK_BYTES - 1) / BLOCK_BYTES;
        for (long number = first; number * BLOCK_BYTES < offset + plain.length; number++) {
            int from = (int) (number * BLOCK_BYTES - offset);
            int length = (int) Math.min(BLOCK_BYTES, diskBytes - number * BLOCK_BYTES);
            if (from + length <= plain.length) {
                synchronized (blocks) {
                    blocks.put(number, Arrays.copyOfRange(plain, from, from + length));
                }
            }
        }
    }

    private byte[] block(long number) throws IOException {
        synchronized (blocks) {
            byte[] known = blocks.get(number);
            if (known != null) {
                return known;
            }
        }
        long offset = number * BLOCK_BYTES;
        byte[] block = new byte[(int) Math.min(BLOCK_BYTES, diskBytes - offset)];
        fetch.read(offset, block);
        synchronized (blocks) {
            blocks.put(number, block);
        }
        return block;
    }
}
