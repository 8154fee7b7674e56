package org.p2vworkbench.disks.clonezilla;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The first copy of a GPT as Clonezilla kept it: {@code -gpt-1st} has the disk's first 34 sectors, {@code -gpt.gdisk}
 * what {@code sgdisk --backup} wrote: protective MBR, both headers, entries.
 */
record SavedGpt(String file, String diskGuid, long firstUsable, int slots, List<TableEntry> entries) {

    private static final int MOST_BYTES = 4 << 20;
    private static final int HEADER_AT = Piece.SECTOR_BYTES;
    private static final int NAME_BYTES = 72;

    /** The one that can be read; damaged ones are passed over, since there is another way to the same table. */
    static Optional<SavedGpt> of(ImageFiles files, String disk) throws IOException {
        Optional<SavedGpt> first = read(files, disk, disk + "-gpt-1st", 2 * Piece.SECTOR_BYTES);
        return first.isPresent() ? first : read(files, disk, disk + "-gpt.gdisk", 3 * Piece.SECTOR_BYTES);
    }

    private static Optional<SavedGpt> read(ImageFiles files, String disk, String file, int tableAt) throws IOException {
        if (!files.has(file)) {
            return Optional.empty();
        }
        byte[] bytes = files.bytes(file, MOST_BYTES);
        if (bytes.length < tableAt) {
            return Optional.empty();
        }
        byte[] header = Arrays.copyOfRange(bytes, HEADER_AT, HEADER_AT + GptTable.HEADER_BYTES);
        ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        int slots = fields.getInt(GptTable.SLOTS_AT);
        int said = fields.getInt(GptTable.HEADER_CRC_AT);
        fields.putInt(GptTable.HEADER_CRC_AT, 0);
        if (fields.getLong(0) != GptTable.SIGNATURE
                || said != GptTable.crc(header, header.length)
                || slots < 1
                || slots > GptTable.MOST_SLOTS
                || fields.getInt(GptTable.ENTRY_SIZE_AT) != GptTable.ENTRY_BYTES
                || bytes.length < tableAt + slots * GptTable.ENTRY_BYTES) {
            return Optional.empty();
        }
        byte[] table = Arrays.copyOfRange(bytes, tableAt, tableAt + slots * GptTable.ENTRY_BYTES);
        if (fields.getInt(GptTable.ENTRIES_CRC_AT) != GptTable.crc(table, table.length)) {
            return Optional.empty();
        }
        return Optional.of(new SavedGpt(
                file,
                GptGuid.at(fields, GptTable.GUID_AT),
                fields.getLong(GptTable.FIRST_USABLE_AT),
                slots,
                entries(disk, ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN), slots)));
    }

    private static List<TableEntry> entries(String disk, ByteBuffer table, int slots) {
        List<TableEntry> entries = new ArrayList<>();
        for (int i = 0; i < slots; i++) {
            int at = i * GptTable.ENTRY_BYTES;
            long start = table.getLong(at + GptTable.ENTRY_FIRST_AT);
            long last = table.getLong(at + GptTable.ENTRY_LAST_AT);
            boolean unused = table.getLong(at) == 0 && table.getLong(at + Long.BYTES) == 0;
            if (unused || start < 0 || last < start || last >= 1L << 52) {
                continue;
            }
            byte[] name = new byte[NAME_BYTES];
            table.get(at + GptTable.ENTRY_NAME_AT, name);
            entries.add(new TableEntry(
                    i + 1,
                    device(disk, i + 1),
                    start,
                    last - start + 1,
                    GptGuid.at(table, at),
                    GptGuid.at(table, at + GptTable.ENTRY_GUID_AT),
                    new String(name, StandardCharsets.UTF_16LE).split("\0", 2)[0],
                    table.getLong(at + GptTable.ENTRY_ATTRIBUTES_AT),
                    false));
        }
        return entries;
    }

    /** Linux puts a p between a disk's number and a partition's. */
    private static String device(String disk, int number) {
        return disk + (Character.isDigit(disk.charAt(disk.length() - 1)) ? "p" : "") + number;
    }
}
