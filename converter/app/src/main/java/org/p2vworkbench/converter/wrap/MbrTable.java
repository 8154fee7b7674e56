package org.p2vworkbench.converter.wrap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A master boot record (UEFI 2.10, section 5.2.1) without code in it. It numbers four partitions, and its sectors in 32
 * bits.
 */
final class MbrTable {

    static final int MOST_PARTITIONS = 4;
    private static final long MOST_SECTORS = 0xffff_ffffL;

    private static final int DISK_SIGNATURE_AT = 440;
    private static final int ENTRIES_AT = 446;
    private static final int ENTRY_BYTES = 16;
    private static final int MARK_AT = 510;
    private static final short MARK = (short) 0xaa55;

    private static final byte ACTIVE = (byte) 0x80;
    private static final byte LINUX = (byte) 0x83;
    private static final byte LINUX_SWAP = (byte) 0x82;
    private static final byte PROTECTIVE = (byte) 0xee;

    /** What stands for cylinder, head and sector of a place that these cannot say. */
    private static final byte[] BEYOND = {(byte) 0xfe, (byte) 0xff, (byte) 0xff};

    private MbrTable() {}

    static boolean fits(List<Place> places, long sizeBytes) {
        return sizeBytes / Place.SECTOR_BYTES <= MOST_SECTORS && places.stream().allMatch(MbrTable::fits);
    }

    private static boolean fits(Place place) {
        return place.part().number() <= MOST_PARTITIONS && place.part().kind() != WrappedPart.Kind.EFI_SYSTEM;
    }

    /** @param signature by which Linux and Windows tell disks apart; not 0 */
    static byte[] of(List<Place> places, int signature) {
        ByteBuffer sector = empty(signature);
        boolean active = true;
        for (Place place : places) {
            boolean swap = place.part().kind() == WrappedPart.Kind.SWAP;
            // Some firmware starts no disk that has no active partition.
            entry(
                    sector,
                    place.part().number(),
                    active && !swap ? ACTIVE : 0,
                    swap ? LINUX_SWAP : LINUX,
                    place.startLba(),
                    place.sectors());
            active &= swap;
        }
        return sector.array();
    }

    /** The one that keeps tools from before GPT away (UEFI 2.10, section 5.2.3). Active, for the firmware's sake. */
    static byte[] protective(long sizeBytes) {
        ByteBuffer sector = empty(0);
        entry(sector, 1, ACTIVE, PROTECTIVE, 1, Math.min(sizeBytes / Place.SECTOR_BYTES - 1, MOST_SECTORS));
        return sector.array();
    }

    private static ByteBuffer empty(int signature) {
        return ByteBuffer.allocate(Place.SECTOR_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(DISK_SIGNATURE_AT, signature)
                .putShort(MARK_AT, MARK);
    }

    private static void entry(ByteBuffer sector, int number, byte flags, byte type, long startLba, long sectors) {
        int at = ENTRIES_AT + (number - 1) * ENTRY_BYTES;
        sector.put(at, flags).put(at + 1, BEYOND).put(at + 4, type).put(at + 5, BEYOND);
        sector.putInt(at + 8, (int) startLba).putInt(at + 12, (int) sectors);
    }
}
