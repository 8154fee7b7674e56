package org.p2vworkbench.disks.raid;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extents;

/**
 * RAID 4, 5 and 6. Data is read from where it lies; what lies on a member that is missing, or that fails to deliver it,
 * is computed from the rest of its row. A failing part is narrowed down to sectors first, because two members that fail
 * in different places of one row lose nothing.
 */
public final class ParityVolume implements BlockSource {

    private static final int SECTOR = 512;

    private final String name;
    private final Members members;
    private final ParityMap map;
    private final int parityCount;
    private final long size;
    private final Gather gather;
    private final RowRebuild rebuild;

    public ParityVolume(
            String name, List<Optional<BlockSource>> members, long chunkBytes, ParityLayout layout, long sizeBytes) {
        this(name, members, chunkBytes, layout, Rotation.EVERY_ROW, sizeBytes);
    }

    public ParityVolume(
            String name,
            List<Optional<BlockSource>> members,
            long chunkBytes,
            ParityLayout layout,
            Rotation rotation,
            long sizeBytes) {
        this.name = name;
        this.members = new Members(name, members);
        this.map = new ParityMap(members.size(), chunkBytes, layout, rotation);
        this.parityCount = layout.parityCount();
        this.size = sizeBytes;
        Scratch scratch = new Scratch();
        this.gather = new Gather(this.members, scratch);
        this.rebuild = new RowRebuild(this.members, map, parityCount, scratch);
        for (int slot = 0; slot < members.size(); slot++) {
            this.members.requireAtLeast(slot, map.memberBytes(sizeBytes));
        }
    }

    public boolean readable() {
        return members.missing().cardinality() <= parityCount;
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
        List<Gather.Loss> losses = gather.read(map.pieces(offset, target.limit()), target);
        if (!losses.isEmpty()) {
            if (!readable()) {
                throw members.unreadable(offset + losses.get(0).piece().into());
            }
            for (Gather.Loss loss : losses) {
                compute(offset, loss, losses, target);
            }
        }
        into.position(into.limit());
    }

    private void compute(long offset, Gather.Loss loss, List<Gather.Loss> all, ByteBuffer target) throws IOException {
        Piece piece = loss.piece();
        BitSet gone = members.missing();
        long row = piece.at() / map.chunkBytes;
        all.stream()
                .map(Gather.Loss::piece)
                .filter(other -> other.at() / map.chunkBytes == row)
                .forEach(other -> gone.set(other.slot()));
        try {
            rebuild.compute(piece, gone, new AtHand(map, offset, target), piece.place(target));
        } catch (IOException failure) {
            narrow(piece, target, Failures.join(loss.cause().orElse(null), failure));
        }
    }

    /** By halves: what still reads is read, what does not is computed without the help of what was read before. */
    private void narrow(Piece piece, ByteBuffer target, IOException failure) throws IOException {
        if (piece.length() <= SECTOR) {
            throw failure;
        }
        int half = Math.max(SECTOR, piece.length() / 2 & -SECTOR);
        for (Piece part : List.of(piece.part(0, half), piece.part(half, piece.length() - half))) {
            IOException unread = null;
            if (members.has(part.slot())) {
                try {
                    members.read(part.slot(), part.at(), part.place(target));
                    continue;
                } catch (IOException again) {
                    unread = again;
                }
            }
            BitSet gone = members.missing();
            gone.set(part.slot());
            try {
                rebuild.compute(part, gone, AtHand.NOTHING, part.place(target));
            } catch (IOException next) {
                narrow(part, target, Failures.join(unread, next));
            }
        }
    }

    /** Zeros of a missing member are known where the rest of the row is zero: then so is what parity gives. */
    @Override
    public Extents extents(long from, long to) throws IOException {
        checkRange(from, to - from);
        return new StripeExtents(members, map, readable()).of(from, to);
    }

    @Override
    public void close() {
        // The members belong to whoever opened them.
    }
}
