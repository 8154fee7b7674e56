package org.p2vworkbench.disks.raid;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Optional;

/**
 * Computes what one member held from the rest of the row.
 *
 * <pre>
 *   lost                    with P' = P + surviving data, Q' = Q + surviving data, each times g^k
 *   one data chunk x        x = P'
 *   x and P                 x = Q' / g^x
 *   x and y                 x = (Q' + g^y P') / (g^x + g^y)
 * </pre>
 */
final class RowRebuild {

    private final Members members;
    private final ParityMap map;
    private final int parityCount;
    private final Scratch scratch;

    RowRebuild(Members members, ParityMap map, int parityCount, Scratch scratch) {
        this.members = members;
        this.map = map;
        this.parityCount = parityCount;
        this.scratch = scratch;
    }

    /**
     * @param piece within one data chunk
     * @param gone slots that cannot be read in this row, the piece's own among them
     */
    void compute(Piece piece, BitSet gone, AtHand atHand, ByteBuffer into) throws IOException {
        for (int done = 0; done < piece.length(); done += Scratch.BYTES) {
            int length = Math.min(Scratch.BYTES, piece.length() - done);
            Part part = new Part(piece.slot(), piece.at() + done, atHand, into.slice(done, length));
            part.compute((BitSet) gone.clone());
        }
    }

    /** As much as fits into one buffer of each kind. */
    private final class Part {

        private final int slot;
        private final long at;
        private final long row;
        private final AtHand atHand;
        private final ByteBuffer result;
        private final int p;
        private final int q;

        Part(int slot, long at, AtHand atHand, ByteBuffer result) {
            this.slot = slot;
            this.at = at;
            this.row = at / map.chunkBytes;
            this.atHand = atHand;
            this.result = result;
            this.p = map.slotOfP(row);
            this.q = map.slotOfQ(row);
        }

        /** A member found failing on the way is added to those that are gone, and the sum begun anew. */
        void compute(BitSet gone) throws IOException {
            IOException failure = null;
            while (gone.cardinality() <= parityCount) {
                Optional<IOException> failed = attempt(gone);
                if (failed.isEmpty()) {
                    return;
                }
                failure = Failures.join(failure, failed.get());
            }
            throw failure == null ? members.unreadable(map.firstChunkOf(row) * map.chunkBytes) : failure;
        }

        private Optional<IOException> attempt(BitSet gone) {
            ByteBuffer second = scratch.take().limit(result.limit());
            ByteBuffer other = scratch.take().limit(result.limit());
            try {
                return sum(gone, second, other);
            } finally {
                scratch.give(other);
                scratch.give(second);
            }
        }

        private Optional<IOException> sum(BitSet gone, ByteBuffer second, ByteBuffer other) {
            boolean useP = !gone.get(p);
            boolean useQ = !useP || dataGone(gone) > 1;
            Optional<IOException> failure = useP ? read(p, result, gone) : Optional.empty();
            if (failure.isEmpty() && useQ) {
                failure = read(q, second, gone);
            }
            int wanted = 0;
            int lostToo = 0;
            for (int k = 0; k < map.dataCount && failure.isEmpty(); k++) {
                int from = map.slotOfData(row, k);
                if (from == slot) {
                    wanted = map.exponentOfData(row, k);
                } else if (gone.get(from)) {
                    lostToo = map.exponentOfData(row, k);
                } else {
                    Optional<ByteBuffer> here = atHand.data(row, k, at % map.chunkBytes, result.limit());
                    failure = here.isPresent() ? Optional.empty() : read(from, other, gone);
                    if (failure.isEmpty()) {
                        add(here.orElse(other), useP, useQ, k, second);
                    }
                }
            }
            if (failure.isEmpty() && useQ) {
                solve(useP, second, wanted, lostToo);
            }
            return failure;
        }

        private void add(ByteBuffer data, boolean useP, boolean useQ, int k, ByteBuffer second) {
            if (useP) {
                Xor.into(result, data);
            }
            if (useQ) {
                GaloisField.addScaled(second, data, GaloisField.pow(map.exponentOfData(row, k)));
            }
        }

        private void solve(boolean useP, ByteBuffer second, int wanted, int lostToo) {
            if (useP) {
                GaloisField.recover(result, second, wanted, lostToo);
            } else {
                GaloisField.scale(second, GaloisField.inverse(GaloisField.pow(wanted)));
                result.put(0, second, 0, result.limit());
            }
        }

        private int dataGone(BitSet gone) {
            return gone.cardinality() - (gone.get(p) ? 1 : 0) - (q >= 0 && gone.get(q) ? 1 : 0);
        }

        private Optional<IOException> read(int from, ByteBuffer into, BitSet gone) {
            try {
                members.read(from, at, into.slice());
                return Optional.empty();
            } catch (IOException failure) {
                gone.set(from);
                return Optional.of(failure);
            }
        }
    }
}
