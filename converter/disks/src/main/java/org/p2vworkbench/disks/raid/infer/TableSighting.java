package org.p2vworkbench.disks.raid.infer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.p2vworkbench.disks.raid.judge.Window;

/**
 * Where partitions may begin, from sectors that look like a partition table on any member at any place: MBR (UEFI 2.10,
 * section 5.2.1) and the GPT entries behind a GPT header (5.3). Not believed before something is found there.
 */
final class TableSighting {

    private static final int SECTOR = 512;
    private static final int ENTRIES_AT = 446;
    private static final int GPT_ENTRIES = 16;

    private TableSighting() {}

    /** Starts of the partitions of a table at {@code at}, in bytes from the table; empty when there is no table. */
    static List<Long> starts(Window window, int at) {
        TreeSet<Long> starts = new TreeSet<>();
        byte[] bytes = window.bytes();
        if (at + SECTOR > bytes.length || bytes[at + 510] != 0x55 || bytes[at + 511] != (byte) 0xaa) {
            return gptStarts(bytes, at);
        }
        ByteBuffer sector = ByteBuffer.wrap(bytes, at, SECTOR).slice().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 4; i++) {
            int entry = ENTRIES_AT + 16 * i;
            int flag = sector.get(entry) & 0x7f;
            int type = sector.get(entry + 4) & 0xff;
            long start = Integer.toUnsignedLong(sector.getInt(entry + 8));
            long length = Integer.toUnsignedLong(sector.getInt(entry + 12));
            if (flag != 0) {
                return List.of();
            }
            if (type != 0 && type != 0xee && type != 0x05 && type != 0x0f && start > 0 && length > 0) {
                starts.add(start * SECTOR);
            }
        }
        return List.copyOf(starts);
    }

    private static List<Long> gptStarts(byte[] bytes, int at) {
        if (at + 2 * SECTOR > bytes.length) {
            return List.of();
        }
        ByteBuffer from = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (from.getLong(at) != 0x54524150_20494645L || from.getLong(at + 24) != 1) {
            return List.of();
        }
        List<Long> starts = new ArrayList<>();
        for (int i = 0; i < GPT_ENTRIES; i++) {
            int entry = at + SECTOR + 128 * i;
            if (entry + 128 <= bytes.length && (from.getLong(entry) != 0 || from.getLong(entry + 8) != 0)) {
                long lba = from.getLong(entry + 32);
                if (lba > 0 && lba < 1L << 40) {
                    starts.add(lba * SECTOR);
                }
            }
        }
        return starts;
    }

    /** How long the disk is that the first GPT header at {@code at} is on; 0 when there is none. */
    static long volumeBytes(Window window, int at) {
        if (at + SECTOR > window.bytes().length) {
            return 0;
        }
        ByteBuffer from = ByteBuffer.wrap(window.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        long last = from.getLong(at + 32);
        boolean isFirst = from.getLong(at) == 0x54524150_20494645L && from.getLong(at + 24) == 1;
        return isFirst && last > 1 && last < 1L << 50 ? (last + 1) * SECTOR : 0;
    }
}
