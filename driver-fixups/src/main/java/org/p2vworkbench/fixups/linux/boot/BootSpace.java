package org.p2vworkbench.fixups.linux.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.GuestTree;

/**
 * The sectors of a disk that belong to nobody, where a boot loader can be: behind a master boot record up to the first
 * partition, or the BIOS boot partition of a GPT (UEFI 2.10, sections 5.2 and 5.3).
 */
record BootSpace(long startLba, long sectors) {

    static final int SECTOR_BYTES = 512;

    private static final int ENTRIES_AT = 446;
    private static final int ENTRY_BYTES = 16;
    private static final int ENTRIES = 4;
    private static final int PROTECTIVE = 0xee;

    private static final long GPT_SIGNATURE = 0x5452_4150_2049_4645L;
    private static final int GPT_ENTRY_BYTES = 128;
    private static final int MOST_GPT_ENTRIES = 128;
    /** 21686148-6449-6E6F-744E-656564454649 as stored. */
    private static final long BIOS_BOOT_FIRST = 0x6E6F_6449_2168_6148L;

    private static final long BIOS_BOOT_SECOND = 0x4946_4564_6565_4E74L;

    /** @param sector the disk's first, which is a master boot record; empty when there is no such place */
    static Optional<BootSpace> of(GuestTree guest, String disk, byte[] sector) throws IOException {
        ByteBuffer record = ByteBuffer.wrap(sector).order(ByteOrder.LITTLE_ENDIAN);
        long first = Long.MAX_VALUE;
        for (int i = 0; i < ENTRIES; i++) {
            int at = ENTRIES_AT + i * ENTRY_BYTES;
            if ((record.get(at + 4) & 0xff) == PROTECTIVE) {
                return ofGpt(guest, disk);
            }
            if (record.get(at + 4) != 0) {
                first = Math.min(first, Integer.toUnsignedLong(record.getInt(at + 8)));
            }
        }
        return first == Long.MAX_VALUE || first < 2 ? Optional.empty() : Optional.of(new BootSpace(1, first - 1));
    }

    private static Optional<BootSpace> ofGpt(GuestTree guest, String disk) throws IOException {
        ByteBuffer header = read(guest, disk, SECTOR_BYTES, SECTOR_BYTES);
        if (header.getLong(0) != GPT_SIGNATURE || header.getInt(84) != GPT_ENTRY_BYTES) {
            return Optional.empty();
        }
        long tableLba = header.getLong(72);
        int count = Math.max(0, Math.min(header.getInt(80), MOST_GPT_ENTRIES));
        if (tableLba < 2 || tableLba > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        ByteBuffer table = read(guest, disk, tableLba * SECTOR_BYTES, count * GPT_ENTRY_BYTES);
        for (int at = 0; at < table.capacity(); at += GPT_ENTRY_BYTES) {
            long start = table.getLong(at + 32);
            long last = table.getLong(at + 40);
            if (table.getLong(at) == BIOS_BOOT_FIRST
                    && table.getLong(at + 8) == BIOS_BOOT_SECOND
                    && start > 1
                    && last >= start) {
                return Optional.of(new BootSpace(start, last - start + 1));
            }
        }
        return Optional.empty();
    }

    private static ByteBuffer read(GuestTree guest, String disk, long offset, int length) throws IOException {
        return ByteBuffer.wrap(guest.readDevice(disk, offset, length)).order(ByteOrder.LITTLE_ENDIAN);
    }

    long bytes() {
        return sectors * SECTOR_BYTES;
    }
}
