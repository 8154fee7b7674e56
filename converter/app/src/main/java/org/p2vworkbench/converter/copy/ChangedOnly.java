package org.p2vworkbench.converter.copy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;

/** A disk of which only the chunks that changed are told as data. All the others are in the ledger of the pass. */
public final class ChangedOnly implements HashedSource {

    private final BlockSource disk;
    private final BitSet changed;
    private final int chunkBytes;

    public ChangedOnly(BlockSource disk, BitSet changed, int chunkBytes) {
        this.disk = disk;
        this.changed = (BitSet) changed.clone();
        this.chunkBytes = chunkBytes;
    }

    @Override
    public String name() {
        return disk.name();
    }

    @Override
    public long size() {
        return disk.size();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        disk.read(offset, into);
    }

    @Override
    public Optional<byte[]> readHashed(long offset, ByteBuffer into) throws IOException {
        if (disk instanceof HashedSource hashed) {
            return hashed.readHashed(offset, into);
        }
        disk.read(offset, into);
        return Optional.empty();
    }

    @Override
    public Optional<byte[]> readUsed(List<Extent> parts, long offset, ByteBuffer into) throws IOException {
        return disk instanceof HashedSource hashed ? hashed.readUsed(parts, offset, into) : Optional.empty();
    }

    @Override
    public Optional<Map<Long, byte[]>> hashes(List<Extent> parts, int ofChunkBytes) throws IOException {
        return disk instanceof HashedSource hashed ? hashed.hashes(parts, ofChunkBytes) : Optional.empty();
    }

    @Override
    public Extents extents(long from, long to) {
        checkRange(from, to - from);
        Extents.Builder runs = new Extents.Builder(from);
        while (runs.end() < to) {
            int chunk = (int) (runs.end() / chunkBytes);
            boolean data = changed.get(chunk);
            int next = data ? changed.nextClearBit(chunk) : changed.nextSetBit(chunk);
            long end = next < 0 ? to : Math.min(to, (long) next * chunkBytes);
            runs.add(end - runs.end(), data ? Extent.Kind.DATA : Extent.Kind.ZERO);
        }
        return runs.build();
    }

    @Override
    public void close() throws IOException {
        disk.close();
    }
}
