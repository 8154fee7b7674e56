package org.p2vworkbench.converter.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * One hash over the hashes of all chunks of a disk.
 *
 * <p>Two neighbours make a parent; a node without a right neighbour moves up as it is. Chunks come in any order, each
 * once: two finished halves are joined at once and forgotten, so nearly sorted input, either way, needs memory for a
 * few dozen nodes only. Runs of zero chunks enter as whole subtrees, so a sparse disk costs what its data costs.
 */
public final class MerkleTree {

    private final long chunks;
    private final long diskBytes;
    private final int chunkBytes;
    private final int height;
    private final Map<Long, byte[]> waiting = new HashMap<>();
    private final List<byte[]> zeroSubtrees = new ArrayList<>();

    public MerkleTree(long diskBytes, int chunkBytes) {
        this.diskBytes = diskBytes;
        this.chunkBytes = chunkBytes;
        chunks = (diskBytes + chunkBytes - 1) / chunkBytes;
        height = chunks <= 1 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(chunks - 1);
        zeroSubtrees.add(ChunkHash.ofZeros(chunkBytes));
    }

    public void add(long chunk, byte[] hash) {
        enter(0, chunk, hash);
    }

    public void addZeros(long firstChunk, long count) {
        long at = firstChunk;
        long end = firstChunk + count;
        if (end == chunks && count > 0 && diskBytes % chunkBytes != 0) {
            end--;
            enter(0, end, ChunkHash.ofZeros(diskBytes % chunkBytes));
        }
        while (at < end) {
            int level = Math.min(Long.numberOfTrailingZeros(at), Long.SIZE - 1 - Long.numberOfLeadingZeros(end - at));
            enter(level, at >> level, zeroSubtree(level));
            at += 1L << level;
        }
    }

    /** The hash over all, in hexadecimal; every chunk must have been added. */
    public String root() {
        byte[] root = chunks == 0 ? ChunkHash.ofZeros(0) : waiting.get(key(height, 0));
        if (root == null) {
            throw new IllegalStateException("chunks are missing, %d subtrees are waiting".formatted(waiting.size()));
        }
        return HexFormat.of().formatHex(root);
    }

    /** Whether every chunk has been added. */
    public boolean isWhole() {
        return chunks == 0 || waiting.containsKey(key(height, 0));
    }

    private byte[] zeroSubtree(int level) {
        while (zeroSubtrees.size() <= level) {
            byte[] half = zeroSubtrees.get(zeroSubtrees.size() - 1);
            zeroSubtrees.add(ChunkHash.ofPair(half, half));
        }
        return zeroSubtrees.get(level);
    }

    private void enter(int startLevel, long startIndex, byte[] startHash) {
        int level = startLevel;
        long index = startIndex;
        byte[] hash = startHash;
        while (level < height) {
            boolean left = (index & 1) == 0;
            if (!left || index + 1 << level < chunks) {
                byte[] neighbour = waiting.remove(key(level, index ^ 1));
                if (neighbour == null) {
                    break;
                }
                hash = left ? ChunkHash.ofPair(hash, neighbour) : ChunkHash.ofPair(neighbour, hash);
            }
            level++;
            index >>= 1;
        }
        waiting.put(key(level, index), hash);
    }

    private static long key(int level, long index) {
        return (long) level << 56 | index;
    }
}
