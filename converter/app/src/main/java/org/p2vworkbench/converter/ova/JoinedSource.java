package org.p2vworkbench.converter.ova;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extents;

/** Files that are one when laid end to end. All but the last are of one size. Closing it closes them. */
final class JoinedSource implements BlockSource {

    private final String name;
    private final List<BlockSource> pieces;
    private final long pieceBytes;
    private final long size;

    /** @throws IllegalArgumentException when there is none, or one before the last has another size than the first */
    JoinedSource(String name, List<BlockSource> pieces) {
        this.name = name;
        this.pieces = List.copyOf(pieces);
        this.pieceBytes = Math.max(1, pieces.get(0).size());
        long total = 0;
        for (BlockSource piece : pieces) {
            if (total % pieceBytes != 0 || piece.size() > pieceBytes || piece.size() == 0 && pieces.size() > 1) {
                throw new IllegalArgumentException(piece.name() + " has another size than the first piece");
            }
            total = Math.addExact(total, piece.size());
        }
        this.size = total;
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
        int limit = into.limit();
        long at = offset;
        while (into.position() < limit) {
            long within = at % pieceBytes;
            int count = (int) Math.min(limit - into.position(), pieceBytes - within);
            into.limit(into.position() + count);
            pieces.get((int) (at / pieceBytes)).read(within, into);
            into.limit(limit);
            at += count;
        }
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        checkRange(from, to - from);
        Extents.Builder runs = new Extents.Builder(from);
        while (runs.end() < to) {
            long at = runs.end();
            long within = at % pieceBytes;
            long count = Math.min(to - at, pieceBytes - within);
            runs.addAll(pieces.get((int) (at / pieceBytes)).extents(within, within + count));
        }
        return runs.build();
    }

    @Override
    public void close() throws IOException {
        IOException first = null;
        for (BlockSource piece : pieces) {
            try {
                piece.close();
            } catch (IOException failure) {
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
