package org.p2vworkbench.disks.image.qcow2;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The two levels that map guest clusters to host clusters. The first is held whole, at most 32 MiB; of the second only
 * the tables used last, a fixed number of bytes: the others are in the file already and are read back when a write
 * comes to them again, which a copy from front to back does not do.
 */
final class MappingTables {

    private static final int HELD_BYTES = 8 << 20;

    private final ImageFile file;
    private final int entriesPerTable;
    private final int mostHeld;
    private final long[] level1;
    private final LinkedHashMap<Integer, long[]> held = new LinkedHashMap<>(16, 0.75f, true);

    MappingTables(ImageFile file, int level1Entries) {
        this.file = file;
        entriesPerTable = file.clusterBytes() / Long.BYTES;
        mostHeld = Math.max(4, HELD_BYTES / file.clusterBytes());
        level1 = new long[level1Entries];
    }

    int table(long guestCluster) {
        return (int) (guestCluster / entriesPerTable);
    }

    boolean hasTable(int table) {
        return level1[table] != 0;
    }

    /** Gives a table its place; it starts empty. */
    void addTable(int table, long offset) throws IOException {
        level1[table] = offset | Qcow2Format.COPIED;
        hold(table, new long[entriesPerTable]);
    }

    void map(long guestCluster, long entry) throws IOException {
        int table = table(guestCluster);
        long[] entries = held.get(table);
        if (entries == null) {
            entries = hold(table, file.readTable(offset(table), entriesPerTable));
        }
        entries[(int) (guestCluster % entriesPerTable)] = entry;
    }

    /** Writes what is held, and the first level at {@code level1Offset}. */
    void finish(long level1Offset) throws IOException {
        for (Map.Entry<Integer, long[]> one : held.entrySet()) {
            write(one);
        }
        held.clear();
        file.writeTable(level1Offset, level1);
    }

    private long[] hold(int table, long[] entries) throws IOException {
        if (held.size() >= mostHeld) {
            Map.Entry<Integer, long[]> oldest = held.entrySet().iterator().next();
            write(oldest);
            held.remove(oldest.getKey());
        }
        held.put(table, entries);
        return entries;
    }

    private void write(Map.Entry<Integer, long[]> table) throws IOException {
        file.writeTable(offset(table.getKey()), table.getValue());
    }

    private long offset(int table) {
        return level1[table] & Qcow2Format.OFFSET_MASK;
    }
}
