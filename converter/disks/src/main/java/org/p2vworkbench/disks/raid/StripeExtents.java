package org.p2vworkbench.disks.raid;

import java.io.IOException;
import java.util.List;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;

/**
 * What is known of a range of a striped volume, from what its members know of theirs. Rows that are alike on all members
 * are passed over in one step, so the cost goes with the number of runs on the members and not with the volume's size.
 */
final class StripeExtents {

    private final Members members;
    private final ChunkMap map;
    private final boolean zerosComputeToZero;
    private final Cursor[] cursors;

    /**
     * @param zerosComputeToZero a missing member's chunk is zero when the rest of its row is, as parity has it;
     *     otherwise it holds what nobody knows
     */
    StripeExtents(Members members, ChunkMap map, boolean zerosComputeToZero) {
        this.members = members;
        this.map = map;
        this.zerosComputeToZero = zerosComputeToZero;
        this.cursors = new Cursor[members.count()];
    }

    Extents of(long from, long to) throws IOException {
        Extents.Builder runs = new Extents.Builder(from);
        if (from == to) {
            return runs.build();
        }
        open(
                map.rowOf(from / map.chunkBytes) * map.chunkBytes,
                (map.rowOf((to - 1) / map.chunkBytes) + 1) * map.chunkBytes);
        while (runs.end() < to) {
            long chunk = runs.end() / map.chunkBytes;
            long row = map.rowOf(chunk);
            long alike = rowsAlikeUntil(row);
            if (alike > row) {
                Extent.Kind kind = kindAt(row * map.chunkBytes);
                // A missing member whose row is not all zero keeps its rows from being alike, see kindAt.
                runs.add(Math.min(to, map.firstChunkOf(alike) * map.chunkBytes) - runs.end(), kind);
            } else {
                addChunk(runs, chunk, row, Math.min(to, (chunk + 1) * map.chunkBytes));
            }
        }
        return runs.build();
    }

    private void open(long from, long to) throws IOException {
        for (int slot = 0; slot < cursors.length; slot++) {
            if (members.has(slot)) {
                var member = members.member(slot).orElseThrow();
                long end = Math.min(to, member.size());
                cursors[slot] =
                        new Cursor(from < end ? member.extents(from, end).runs() : List.of());
            }
        }
    }

    /** The row up to which, from this one on, all members say the same of all their bytes. */
    private long rowsAlikeUntil(long row) {
        long at = row * map.chunkBytes;
        Extent.Kind kind = kindAt(at);
        long end = Long.MAX_VALUE;
        for (Cursor cursor : cursors) {
            if (cursor == null) {
                if (kind == Extent.Kind.ZERO && !zerosComputeToZero) {
                    return row;
                }
            } else if (cursor.reaches(at)) {
                if (cursor.run().kind() != kind) {
                    return row;
                }
                end = Math.min(end, cursor.run().end());
            }
        }
        // Past the end of every run there is only the end of the range, which the caller cuts at.
        return end == Long.MAX_VALUE ? row : Math.max(row, end / map.chunkBytes);
    }

    private Extent.Kind kindAt(long at) {
        for (Cursor cursor : cursors) {
            if (cursor != null && cursor.reaches(at)) {
                return cursor.run().kind();
            }
        }
        return Extent.Kind.DATA;
    }

    private void addChunk(Extents.Builder runs, long chunk, long row, long until) {
        Cursor cursor = cursors[map.slotOf(chunk)];
        // From here on, byte x of the volume is byte x + shift of the member.
        long shift = (row - chunk) * map.chunkBytes;
        while (runs.end() < until) {
            boolean known = cursor != null && cursor.reaches(runs.end() + shift);
            long end = known ? Math.min(until, cursor.run().end() - shift) : until;
            runs.add(end - runs.end(), known ? cursor.run().kind() : Extent.Kind.DATA);
        }
    }

    /** Goes along one member's runs. */
    private static final class Cursor {

        private final List<Extent> runs;
        private int index;

        Cursor(List<Extent> runs) {
            this.runs = runs;
        }

        /** Moves to the run at this offset of the member; false behind the last one. */
        boolean reaches(long at) {
            while (index < runs.size() && runs.get(index).end() <= at) {
                index++;
            }
            // A row is looked at again for each of its chunks, after a cursor has gone into it.
            while (index > 0 && runs.get(index - 1).end() > at) {
                index--;
            }
            return index < runs.size();
        }

        Extent run() {
            return runs.get(index);
        }
    }
}
