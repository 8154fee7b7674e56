package org.p2vworkbench.converter.hardware;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.p2vworkbench.disks.BlockSource;

/**
 * Which firmware a disk without a description was installed for: UEFI when its GPT has an EFI system partition and no
 * BIOS boot partition, BIOS otherwise.
 *
 * <p>The BIOS boot partition decides where both are there: it holds GRUB's core for BIOS, so the disk boots that way,
 * while Ubuntu's installer leaves an EFI system partition with no loader in it on disks installed under BIOS.
 * Deliberately not a GPT parser: no checksums and no backup header, only enough for a default that the operator can
 * override.
 */
public final class FirmwareGuess {

    private static final int[] SECTOR_BYTES = {512, 4096};
    private static final int HEADER_BYTES = 92;
    /** "EFI PART", UEFI 2.10 section 5.3.2. */
    private static final long GPT_SIGNATURE = 0x5452_4150_2049_4645L;
    /** C12A7328-F81F-11D2-BA4B-00A0C93EC93B as stored, UEFI 2.10 table 5.7. */
    private static final PartitionType EFI_SYSTEM = new PartitionType(0x11D2_F81F_C12A_7328L, 0x3BC9_3EC9_A000_4BBAL);
    /** 21686148-6449-6E6F-744E-656564454649, GRUB manual 2.12, "BIOS installation"; it spells "Hah!IdontNeedEFI". */
    private static final PartitionType BIOS_BOOT = new PartitionType(0x6E6F_6449_2168_6148L, 0x4946_4564_6565_4E74L);

    private static final int LEAST_ENTRY_BYTES = 128;
    private static final int MOST_ENTRY_BYTES = 4096;
    /** Any number is allowed, 128 is usual; the table of a damaged disk is not followed for ever. */
    private static final int MOST_ENTRIES = 1024;

    private FirmwareGuess() {}

    public static Firmware of(BlockSource disk) throws IOException {
        for (int sector : SECTOR_BYTES) {
            if (disk.size() < 2L * sector) {
                continue;
            }
            ByteBuffer header = read(disk, sector, HEADER_BYTES);
            if (header.getLong(0) == GPT_SIGNATURE) {
                return of(disk, header, sector);
            }
        }
        return Firmware.BIOS;
    }

    private static Firmware of(BlockSource disk, ByteBuffer header, int sector) throws IOException {
        long tableLba = header.getLong(72);
        long count = Math.min(Integer.toUnsignedLong(header.getInt(80)), MOST_ENTRIES);
        int entryBytes = header.getInt(84);
        if (entryBytes < LEAST_ENTRY_BYTES
                || entryBytes > MOST_ENTRY_BYTES
                || tableLba < 0
                || tableLba > disk.size() / sector) {
            return Firmware.BIOS;
        }
        Firmware found = Firmware.BIOS;
        for (long i = 0; i < count; i++) {
            long at = tableLba * sector + i * entryBytes;
            if (at > disk.size() - entryBytes) {
                break;
            }
            ByteBuffer entry = read(disk, at, 16);
            PartitionType type = new PartitionType(entry.getLong(0), entry.getLong(8));
            if (type.equals(BIOS_BOOT)) {
                return Firmware.BIOS;
            }
            if (type.equals(EFI_SYSTEM)) {
                found = Firmware.UEFI;
            }
        }
        return found;
    }

    private static ByteBuffer read(BlockSource disk, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        disk.read(offset, bytes);
        return bytes.flip();
    }

    /** The sixteen bytes of a type GUID, read as two little-endian numbers. */
    private record PartitionType(long first, long second) {}
}
