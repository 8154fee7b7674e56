package org.p2vworkbench.disks.raid;

import java.util.ArrayList;
import java.util.List;

/** Which chunk of a volume lies where on which member: the arithmetic of a level, and nothing else. */
abstract class ChunkMap {

    final long chunkBytes;

    ChunkMap(long chunkBytes) {
        if (chunkBytes <= 0) {
            throw new IllegalArgumentException("chunks of %d bytes".formatted(chunkBytes));
        }
        this.chunkBytes = chunkBytes;
    }

    abstract int slotOf(long chunk);

    /** How many chunks of the member come before this one. Never falls from one chunk to the next. */
    abstract long rowOf(long chunk);

    /** The first chunk of the volume that lies in this row or behind it. */
    abstract long firstChunkOf(long row);

    /** A range of the volume as it lies on the members. */
    final List<Piece> pieces(long offset, int length) {
        List<Piece> pieces = new ArrayList<>();
        for (int done = 0, next; done < length; done += next) {
            long at = offset + done;
            long chunk = at / chunkBytes;
            long within = at % chunkBytes;
            next = (int) Math.min(length - done, chunkBytes - within);
            pieces.add(new Piece(slotOf(chunk), rowOf(chunk) * chunkBytes + within, done, next));
        }
        return pieces;
    }

    /** How much of its member a volume of this size uses, at most. */
    final long memberBytes(long volumeBytes) {
        return volumeBytes == 0 ? 0 : Math.multiplyExact(rowOf((volumeBytes - 1) / chunkBytes) + 1, chunkBytes);
    }

    static long roundedUp(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }
}
