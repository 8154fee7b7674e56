package org.p2vworkbench.converter.wrap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * A GUID partition table (UEFI 2.10, section 5.3), for what a master boot record cannot say: more than 2 TiB,
 * partitions with numbers above 4, or one that UEFI starts from. The free place of the first megabyte is a BIOS boot partition, where GRUB expects to
 * be put (GRUB manual 2.12, "BIOS installation").
 */
final class GptTable {

    static final int MOST_PARTITIONS = 128;

    private static final int ENTRY_BYTES = 128;
    private static final int HEADER_BYTES = 92;
    private static final int TABLE_SECTORS = MOST_PARTITIONS * ENTRY_BYTES / Place.SECTOR_BYTES;
    private static final int FIRST_USABLE_LBA = 2 + TABLE_SECTORS;

    /** At the end of the disk: the copy of the entries, and of the header in the last sector. */
    static final int BACKUP_BYTES = (TABLE_SECTORS + 1) * Place.SECTOR_BYTES;

    /** "EFI PART" */
    private static final long SIGNATURE = 0x5452_4150_2049_4645L;

    private static final int REVISION = 0x10000;

    private static final UUID BIOS_BOOT = UUID.fromString("21686148-6449-6e6f-744e-656564454649");
    private static final UUID EFI_SYSTEM = UUID.fromString("c12a7328-f81f-11d2-ba4b-00a0c93ec93b");
    private static final UUID LINUX = UUID.fromString("0fc63daf-8483-4772-8e79-3d69d8477de4");
    private static final UUID LINUX_SWAP = UUID.fromString("0657fd6d-a4ab-43c4-84e5-0933c84b4f4f");

    private final UUID disk;
    private final long sizeBytes;
    private final byte[] entries;

    /** @param disk its GUID; those of the partitions are made from it */
    GptTable(List<Place> places, long sizeBytes, UUID disk) {
        this.disk = disk;
        this.sizeBytes = sizeBytes;
        ByteBuffer table = ByteBuffer.allocate(MOST_PARTITIONS * ENTRY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int free = places.stream()
                        .map(place -> place.part().number())
                        .max(Comparator.naturalOrder())
                        .orElse(0)
                + 1;
        entry(table, free, BIOS_BOOT, FIRST_USABLE_LBA, Place.ALIGNMENT / Place.SECTOR_BYTES - 1);
        for (Place place : places) {
            entry(
                    table,
                    place.part().number(),
                    type(place.part().kind()),
                    place.startLba(),
                    place.startLba() + place.sectors() - 1);
        }
        entries = table.array();
    }

    private static UUID type(WrappedPart.Kind kind) {
        return switch (kind) {
            case LINUX -> LINUX;
            case SWAP -> LINUX_SWAP;
            case EFI_SYSTEM -> EFI_SYSTEM;
        };
    }

    /** Whether there is a number left for the boot loader's own partition. */
    static boolean fits(List<Place> places) {
        return places.stream().allMatch(place -> place.part().number() < MOST_PARTITIONS);
    }

    private void entry(ByteBuffer table, int number, UUID type, long firstLba, long lastLba) {
        int at = (number - 1) * ENTRY_BYTES;
        guid(table, at, type);
        guid(table, at + 16, new UUID(disk.getMostSignificantBits(), disk.getLeastSignificantBits() + number));
        table.putLong(at + 32, firstLba).putLong(at + 40, lastLba);
    }

    /** From the first sector on. */
    byte[] start() {
        ByteBuffer start = ByteBuffer.allocate(FIRST_USABLE_LBA * Place.SECTOR_BYTES);
        start.put(MbrTable.protective(sizeBytes));
        start.put(header(1, lastLba(), 2));
        return start.put(entries).array();
    }

    /** Up to the last sector. */
    byte[] end() {
        ByteBuffer end = ByteBuffer.allocate(BACKUP_BYTES);
        end.put(entries);
        return end.put(header(lastLba(), 1, lastLba() - TABLE_SECTORS)).array();
    }

    private long lastLba() {
        return sizeBytes / Place.SECTOR_BYTES - 1;
    }

    private byte[] header(long ownLba, long otherLba, long entriesLba) {
        ByteBuffer header = ByteBuffer.allocate(Place.SECTOR_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(0, SIGNATURE).putInt(8, REVISION).putInt(12, HEADER_BYTES);
        header.putLong(24, ownLba).putLong(32, otherLba);
        header.putLong(40, FIRST_USABLE_LBA).putLong(48, lastLba() - TABLE_SECTORS - 1);
        guid(header, 56, disk);
        header.putLong(72, entriesLba).putInt(80, MOST_PARTITIONS).putInt(84, ENTRY_BYTES);
        header.putInt(88, crc(entries, entries.length));
        header.putInt(16, crc(header.array(), HEADER_BYTES));
        return header.array();
    }

    private static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /** The first three fields are little-endian, the last eight bytes in their order. */
    private static void guid(ByteBuffer to, int at, UUID guid) {
        long high = guid.getMostSignificantBits();
        to.putInt(at, (int) (high >>> 32))
                .putShort(at + 4, (short) (high >>> 16))
                .putShort(at + 6, (short) high);
        to.putLong(at + 8, Long.reverseBytes(guid.getLeastSignificantBits()));
    }
}
