package org.p2vworkbench.fixups.registry;

import java.util.BitSet;
import java.util.Optional;

/**
 * Which cells of a hive are in use (regf, "Hive bin" and "Cell"): one walk over all bins, and afterwards a reference
 * that does not lead to the start of such a cell is damage. So a deleted cell is never followed, a cell never read
 * across its end, and what a hive claims to hold is bounded by what it has.
 *
 * <p>One bit per eight bytes of hive: 32 MiB for the largest hive that can be mapped, 2 MiB for a large real one.
 */
final class HiveCells {

    private static final int BIN_HEADER = 32;
    private static final int BIN_UNIT = 4096;
    private static final int CELL_HEADER = 4;
    private static final int ALIGNMENT = 8;

    private final HiveBytes in;
    private final BitSet used;
    private final int end;
    private final Optional<HiveFormatException> cut;

    private HiveCells(HiveBytes in, BitSet used, int end, Optional<HiveFormatException> cut) {
        this.in = in;
        this.used = used;
        this.end = end;
        this.cut = cut;
    }

    /**
     * @param lenient for a hive whose last write did not end: what it grew by may not be there yet, so the walk ends at
     *     the first bad bin instead of failing
     */
    static HiveCells walk(HiveBytes in, long binsBytes, boolean lenient) throws HiveFormatException {
        BitSet used = new BitSet();
        int at = BaseBlock.BYTES;
        try {
            while (at - BaseBlock.BYTES < binsBytes) {
                at += bin(in, at, BaseBlock.BYTES + binsBytes - at, used);
            }
            return new HiveCells(in, used, at, Optional.empty());
        } catch (HiveFormatException damage) {
            if (!lenient || at == BaseBlock.BYTES) {
                throw damage;
            }
            return new HiveCells(in, used, at, Optional.of(damage));
        }
    }

    private static int bin(HiveBytes in, int at, long left, BitSet used) throws HiveFormatException {
        if (at >= in.length()) {
            throw in.damaged(at, "the file ends here, %d more bytes of hive bins should follow".formatted(left));
        }
        if (!in.has("hbin", at)) {
            throw in.damaged(at, "a hive bin begins with \"hbin\", found 0x%08x".formatted(in.u32(at, "hive bin")));
        }
        long claimed = in.u32(at + 4, "hive bin offset");
        if (claimed != at - BaseBlock.BYTES) {
            throw in.damaged(
                    at + 4,
                    "this hive bin says it is at 0x%x of the bins, it is at 0x%x"
                            .formatted(claimed, at - BaseBlock.BYTES));
        }
        long size = in.u32(at + 8, "hive bin size");
        if (size < BIN_UNIT || size % BIN_UNIT != 0 || size > left || size > in.length() - at) {
            throw in.damaged(
                    at + 8,
                    "a hive bin of %d bytes; it must be a multiple of 4096 and at most %d"
                            .formatted(size, Math.min(left, in.length() - at)));
        }
        cells(in, at + BIN_HEADER, at + (int) size, used);
        return (int) size;
    }

    private static void cells(HiveBytes in, int from, int end, BitSet used) throws HiveFormatException {
        int at = from;
        while (at < end) {
            int size = in.s32(at, "cell size");
            long bytes = Math.abs((long) size);
            if (bytes < ALIGNMENT || bytes % ALIGNMENT != 0 || bytes > end - at) {
                throw in.damaged(
                        at,
                        "a cell of %d bytes; it must be a multiple of 8 and at most %d, the rest of its bin"
                                .formatted(bytes, end - at));
            }
            if (size < 0) {
                used.set(at / ALIGNMENT);
            }
            at += (int) bytes;
        }
    }

    /** The content of a cell in use, padding included. */
    HiveBytes cell(long cell, String what) throws HiveFormatException {
        long at = BaseBlock.BYTES + cell;
        if (at >= end && cut.isPresent()) {
            throw in.damaged(
                    at,
                    "%s should be here; the hive ends early: %s"
                            .formatted(what, cut.get().getMessage()));
        }
        if (at >= end || at % ALIGNMENT != 0 || !used.get((int) (at / ALIGNMENT))) {
            throw in.damaged(at, "%s should be here, at cell 0x%x, which is no cell in use".formatted(what, cell));
        }
        int bytes = -in.s32(at, what);
        return in.part(at + CELL_HEADER, bytes - CELL_HEADER, what);
    }

    /** More than all cells together can hold. */
    int bound() {
        return end;
    }
}
