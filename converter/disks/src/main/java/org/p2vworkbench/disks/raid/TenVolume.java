package org.p2vworkbench.disks.raid;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extents;

/**
 * md's RAID 10: every chunk several times on different members. The first copy is read, another one where that is lost.
 */
public final class TenVolume implements BlockSource {

    private final String name;
    private final Members members;
    private final TenMap map;
    private final long size;
    private final Gather gather;

    /**
     * @param sizeBytes the size the layout gives the whole set: with far copies, it says how far away they are
     */
    public TenVolume(
            String name, List<Optional<BlockSource>> members, long chunkBytes, TenLayout layout, long sizeBytes) {
        this.name = name;
        this.members = new Members(name, members);
        this.map = new TenMap(members.size(), chunkBytes, layout, sizeBytes);
        this.size = sizeBytes;
        this.gather = new Gather(this.members, new Scratch());
        long needed = Math.multiplyExact(map.memberRows(sizeBytes), chunkBytes);
        for (int slot = 0; slot < members.size(); slot++) {
            this.members.requireAtLeast(slot, needed);
        }
    }

    public boolean readable() {
        return map.covers(members.missing());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        ByteBuffer target = into.slice();
        for (Gather.Loss loss : gather.read(map.pieces(offset, into.remaining()), target)) {
            readOtherCopy(offset, loss, target);
        }
        into.position(into.limit());
    }

    private void readOtherCopy(long offset, Gather.Loss loss, ByteBuffer target) throws IOException {
        Piece piece = loss.piece();
        long chunk = (offset + piece.into()) / map.chunkBytes;
        long within = (offset + piece.into()) % map.chunkBytes;
        IOException failure = loss.cause().orElse(null);
        for (int copy = 1; copy < map.copies(); copy++) {
            int slot = map.slotOf(chunk, copy);
            if (members.has(slot)) {
                try {
                    members.read(slot, map.rowOf(chunk, copy) * map.chunkBytes + within, piece.place(target));
                    return;
                } catch (IOException next) {
                    failure = Failures.join(failure, next);
                }
            }
        }
        throw failure == null ? members.unreadable(offset + piece.into()) : failure;
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        checkRange(from, to - from);
        return new StripeExtents(members, map, false).of(from, to);
    }

    @Override
    public void close() {
        // The members belong to whoever opened them.
    }
}
