package org.p2vworkbench.disks.clonezilla;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The first sector of a disk with a GPT, which keeps programs from before it away (UEFI 2.10, section 5.2.3). */
final class ProtectiveMbr {

    private static final int ENTRIES_AT = 446;
    private static final int ENTRY_BYTES = 16;
    private static final int ENTRIES = 4;
    private static final int TYPE_AT = 4;
    private static final byte TYPE = (byte) 0xee;
    private static final int MARK_AT = 510;
    private static final short MARK = (short) 0xaa55;
    private static final long MOST_SECTORS = 0xffff_ffffL;

    private ProtectiveMbr() {}

    static boolean is(byte[] sector) {
        for (int i = 0; i < ENTRIES; i++) {
            if (sector[ENTRIES_AT + i * ENTRY_BYTES + TYPE_AT] == TYPE) {
                return true;
            }
        }
        return false;
    }

    static byte[] of(long sectors) {
        ByteBuffer sector = ByteBuffer.allocate(Piece.SECTOR_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        // From the second sector on; cylinder, head and sector of it, and a last one that cannot be said in those.
        sector.putInt(ENTRIES_AT, 0x0002_0000).put(ENTRIES_AT + TYPE_AT, TYPE);
        sector.put(ENTRIES_AT + 5, (byte) 0xff).putShort(ENTRIES_AT + 6, (short) 0xffff);
        sector.putInt(ENTRIES_AT + 8, 1).putInt(ENTRIES_AT + 12, (int) Math.min(sectors - 1, MOST_SECTORS));
        return sector.putShort(MARK_AT, MARK).array();
    }
}
