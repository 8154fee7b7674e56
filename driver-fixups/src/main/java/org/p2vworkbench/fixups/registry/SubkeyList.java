package org.p2vworkbench.fixups.registry;

import java.util.Arrays;

/** The list of a key's subkeys in its four shapes (regf, "Index leaf", "Fast leaf", "Hash leaf", "Index root"). */
final class SubkeyList {

    private static final int HEADER = 4;
    private static final int OFFSET_ALONE = 4;
    private static final int OFFSET_WITH_HINT = 8;

    private final HiveCells cells;
    private final String key;
    private final long[] offsets;
    private int filled;

    private SubkeyList(HiveCells cells, String key, int count) {
        this.cells = cells;
        this.key = key;
        this.offsets = new long[count];
    }

    /**
     * @param key for messages
     * @param count as the key has it; another number in the list is damage, and so is one cell twice
     */
    static long[] read(HiveCells cells, long at, long count, String key) throws HiveFormatException {
        HiveBytes list = cells.cell(at, "the subkeys list of " + key);
        if (count > cells.bound() / OFFSET_ALONE) {
            throw list.damaged(0, "%s has %d subkeys, more than the hive has room for".formatted(key, count));
        }
        SubkeyList read = new SubkeyList(cells, key, (int) count);
        if (list.has("ri", 0)) {
            int leaves = list.u16(2, "number of leaves");
            for (int i = 0; i < leaves; i++) {
                // An index root never points to another (regf, note on "Index root"), so this is all there is.
                long leaf = list.u32(HEADER + (long) OFFSET_ALONE * i, "leaf offset");
                read.leaf(cells.cell(leaf, "a leaf of the subkeys list of " + key));
            }
        } else {
            read.leaf(list);
        }
        return read.complete(list);
    }

    private void leaf(HiveBytes leaf) throws HiveFormatException {
        int step;
        if (leaf.has("lf", 0) || leaf.has("lh", 0)) {
            step = OFFSET_WITH_HINT;
        } else if (leaf.has("li", 0)) {
            step = OFFSET_ALONE;
        } else {
            throw leaf.damaged(
                    0,
                    "the subkeys list of %s is \"li\", \"lf\" or \"lh\", found 0x%04x"
                            .formatted(key, leaf.u16(0, "subkeys list")));
        }
        int count = leaf.u16(2, "number of subkeys in the list");
        if (count > offsets.length - filled) {
            throw leaf.damaged(2, "%s has %d subkeys, its list has more".formatted(key, offsets.length));
        }
        for (int i = 0; i < count; i++) {
            offsets[filled++] = leaf.u32(HEADER + (long) step * i, "subkey offset");
        }
    }

    private long[] complete(HiveBytes list) throws HiveFormatException {
        if (filled != offsets.length) {
            throw list.damaged(2, "%s has %d subkeys, its list has %d".formatted(key, offsets.length, filled));
        }
        long[] sorted = offsets.clone();
        Arrays.sort(sorted);
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                throw list.damaged(0, "%s has cell 0x%x twice among its subkeys".formatted(key, sorted[i]));
            }
        }
        return offsets;
    }
}
