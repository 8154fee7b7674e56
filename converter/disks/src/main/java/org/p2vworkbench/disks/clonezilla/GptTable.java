package org.p2vworkbench.disks.clonezilla;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Both copies of a GPT (UEFI 2.10, section 5.3), made from what was saved of it. What Clonezilla keeps of the second
 * copy lacks its first sector, and the disk's end may be elsewhere, so it is made and not copied.
 *
 * @param diskGuid and the entries' own, in text
 */
record GptTable(String diskGuid, long firstUsable, int slots, List<TableEntry> entries, long diskSectors) {

    static final int ENTRY_BYTES = 128;
    static final int LEAST_SLOTS = 128;
    static final int MOST_SLOTS = 4096;

    static final long SIGNATURE = 0x5452_4150_2049_4645L;
    static final int HEADER_BYTES = 92;
    private static final int REVISION = 0x1_0000;
    private static final int NAME_CHARS = 36;

    static final int HEADER_CRC_AT = 16;
    static final int GUID_AT = 56;
    static final int FIRST_USABLE_AT = 40;
    static final int SLOTS_AT = 80;
    static final int ENTRY_SIZE_AT = 84;
    static final int ENTRIES_CRC_AT = 88;

    static final int ENTRY_GUID_AT = 16;
    static final int ENTRY_FIRST_AT = 32;
    static final int ENTRY_LAST_AT = 40;
    static final int ENTRY_ATTRIBUTES_AT = 48;
    static final int ENTRY_NAME_AT = 56;

    /** Of the entries of one copy. */
    private long tableSectors() {
        return ((long) slots * ENTRY_BYTES + Piece.SECTOR_BYTES - 1) / Piece.SECTOR_BYTES;
    }

    /** The last sector that a partition can have. */
    long lastUsable() {
        return diskSectors - tableSectors() - 2;
    }

    List<Piece> pieces() {
        byte[] table = table();
        long last = diskSectors - 1;
        return List.of(
                Piece.atSector("GPT", 1, header(1, last, 2, table)),
                Piece.atSector("GPT", 2, table),
                Piece.atSector("second GPT", last - tableSectors(), table),
                Piece.atSector("second GPT", last, header(last, 1, last - tableSectors(), table)));
    }

    private byte[] table() {
        ByteBuffer table =
                ByteBuffer.allocate((int) tableSectors() * Piece.SECTOR_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (TableEntry entry : entries) {
            int at = (entry.number() - 1) * ENTRY_BYTES;
            GptGuid.put(table, at, entry.type());
            GptGuid.put(table, at + ENTRY_GUID_AT, entry.uuid());
            table.putLong(at + ENTRY_FIRST_AT, entry.start()).putLong(at + ENTRY_LAST_AT, entry.end() - 1);
            table.putLong(at + ENTRY_ATTRIBUTES_AT, entry.attributes());
            String name = entry.name();
            byte[] text = name.substring(0, Math.min(NAME_CHARS, name.length())).getBytes(StandardCharsets.UTF_16LE);
            table.put(at + ENTRY_NAME_AT, text);
        }
        return table.array();
    }

    private byte[] header(long own, long other, long tableAt, byte[] table) {
        ByteBuffer sector = ByteBuffer.allocate(Piece.SECTOR_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        sector.putLong(0, SIGNATURE).putInt(8, REVISION).putInt(12, HEADER_BYTES);
        sector.putLong(24, own).putLong(32, other);
        sector.putLong(FIRST_USABLE_AT, firstUsable).putLong(48, lastUsable());
        GptGuid.put(sector, GUID_AT, diskGuid);
        sector.putLong(72, tableAt).putInt(SLOTS_AT, slots).putInt(ENTRY_SIZE_AT, ENTRY_BYTES);
        sector.putInt(ENTRIES_CRC_AT, crc(table, slots * ENTRY_BYTES));
        return sector.putInt(HEADER_CRC_AT, crc(sector.array(), HEADER_BYTES)).array();
    }

    static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
