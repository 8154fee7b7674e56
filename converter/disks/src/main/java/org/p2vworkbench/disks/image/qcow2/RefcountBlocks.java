package org.p2vworkbench.disks.image.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reference counts of host clusters, 16 bits each. A block covers as many clusters as it has room for; the file only
 * grows at its end, so a block is written when the end has left its range, and only one or two are ever held.
 */
final class RefcountBlocks {

    private final ImageFile file;
    private final int clustersPerBlock;
    private final TreeMap<Long, short[]> open = new TreeMap<>();
    private final long[] blockOffsets;

    RefcountBlocks(ImageFile file, int tableEntries) {
        this.file = file;
        clustersPerBlock = file.clusterBytes() / Short.BYTES;
        blockOffsets = new long[tableEntries];
    }

    /** Whether the counts of these clusters have their blocks yet. */
    boolean covers(long first, long clusters) {
        for (long cluster = first; cluster < first + clusters; cluster = nextRange(cluster)) {
            if (block(cluster) >= blockOffsets.length || blockOffsets[block(cluster)] == 0) {
                return false;
            }
        }
        return true;
    }

    /** The first cluster behind the range of this one. */
    long nextRange(long cluster) {
        return (cluster / clustersPerBlock + 1) * clustersPerBlock;
    }

    /** Gives the range around {@code cluster} its block, which lies at host cluster {@code at}. */
    void addBlock(long cluster, long at) throws IOException {
        if (block(cluster) >= blockOffsets.length) {
            throw new IOException("clusters of %d bytes are too small for an image this large; use larger clusters"
                    .formatted(file.clusterBytes()));
        }
        blockOffsets[block(cluster)] = at * file.clusterBytes();
        open.put((long) block(cluster), new short[clustersPerBlock]);
    }

    void increment(long cluster) {
        short[] counts = open.get((long) block(cluster));
        counts[(int) (cluster % clustersPerBlock)]++;
    }

    /** Writes the blocks whose range ends at or before {@code cluster}: no count in them can change any more. */
    void closeBefore(long cluster) throws IOException {
        while (!open.isEmpty() && (open.firstKey() + 1) * clustersPerBlock <= cluster) {
            Map.Entry<Long, short[]> done = open.pollFirstEntry();
            write(done);
        }
    }

    /** Writes what is held and the table at {@code tableOffset}. */
    void finish(long tableOffset) throws IOException {
        for (Iterator<Map.Entry<Long, short[]>> left = open.entrySet().iterator(); left.hasNext(); left.remove()) {
            write(left.next());
        }
        file.writeTable(tableOffset, blockOffsets);
    }

    private void write(Map.Entry<Long, short[]> block) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(file.clusterBytes());
        bytes.asShortBuffer().put(block.getValue());
        file.write(blockOffsets[block.getKey().intValue()], bytes);
    }

    private int block(long cluster) {
        return Math.toIntExact(cluster / clustersPerBlock);
    }
}
