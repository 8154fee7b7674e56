package org.p2vworkbench.disks.raid;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads the pieces of a range with as few reads of the members as it takes.
 *
 * <p>What a volume has in chunks all over its members lies in long runs on each of them: a run is read once and its
 * chunks are dealt out from there. That spares a far disk its round trips, and costs a near one nothing, because Java
 * reads files through a buffer of its own before it fills an array. Small gaps are read with the run; parity between
 * chunks of data is not, since it would be a third more to transfer.
 */
final class Gather {

    private static final int GAP_BYTES = 16 << 10;
    private static final Comparator<Piece> ON_MEMBERS =
            Comparator.comparingInt(Piece::slot).thenComparingLong(Piece::at);

    private final Members members;
    private final Scratch scratch;

    /** A piece that is not there: the member is missing, or did not deliver it. */
    record Loss(Piece piece, Optional<IOException> cause) {}

    Gather(Members members, Scratch scratch) {
        this.members = members;
        this.scratch = scratch;
    }

    /** Fills {@code target} except for the pieces returned. */
    List<Loss> read(List<Piece> pieces, ByteBuffer target) {
        List<Piece> sorted = new ArrayList<>(pieces);
        sorted.sort(ON_MEMBERS);
        List<Loss> lost = new ArrayList<>();
        for (int from = 0, to; from < sorted.size(); from = to) {
            to = endOfRun(sorted, from);
            List<Piece> run = sorted.subList(from, to);
            if (!members.has(run.get(0).slot())) {
                run.forEach(piece -> lost.add(new Loss(piece, Optional.empty())));
            } else if (run.size() == 1 || !readRun(run, target)) {
                run.forEach(piece -> readAlone(piece, target, lost));
            }
        }
        return lost;
    }

    private static int endOfRun(List<Piece> sorted, int from) {
        Piece first = sorted.get(from);
        int to = from + 1;
        while (to < sorted.size()) {
            Piece next = sorted.get(to);
            long gap = next.at() - sorted.get(to - 1).end();
            if (next.slot() != first.slot() || gap < 0 || gap > GAP_BYTES || next.end() - first.at() > Scratch.BYTES) {
                break;
            }
            to++;
        }
        return to;
    }

    private boolean readRun(List<Piece> run, ByteBuffer target) {
        Piece first = run.get(0);
        ByteBuffer buffer = scratch.take();
        try {
            buffer.limit((int) (run.get(run.size() - 1).end() - first.at()));
            members.read(first.slot(), first.at(), buffer.slice());
            for (Piece piece : run) {
                target.put(piece.into(), buffer, (int) (piece.at() - first.at()), piece.length());
            }
            return true;
        } catch (IOException oneOfThem) {
            return false; // Which of them, and why, comes to light when they are read alone.
        } finally {
            scratch.give(buffer);
        }
    }

    private void readAlone(Piece piece, ByteBuffer target, List<Loss> lost) {
        try {
            members.read(piece.slot(), piece.at(), piece.place(target));
        } catch (IOException failure) {
            lost.add(new Loss(piece, Optional.of(failure)));
        }
    }
}
