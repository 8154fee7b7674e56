package org.p2vworkbench.disks.partition;

import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;

/** A GPT header (UEFI 2.10, section 5.3.2). All integers little-endian. */
record GptHeader(
        long ownLba,
        long otherLba,
        long firstUsableLba,
        long lastUsableLba,
        UUID diskGuid,
        long entriesLba,
        int entryCount,
        int entryBytes,
        long entriesCrc) {

    static final int SIZE = 92;
    private static final long SIGNATURE = 0x5452_4150_2049_4645L; // "EFI PART"
    private static final int CRC_AT = 16;
    private static final int SMALLEST_ENTRY = 128;
    /** Tables of 128 entries take 16 KiB; the largest seen in use (Windows dynamic disks) are no larger. */
    private static final long MOST_TABLE_BYTES = 1 << 20;

    private static final String NEXT =
            "Look at the table with 'sgdisk --verify'; the disk can still be converted whole.";

    static boolean isSigned(Block at) {
        return at.bits64(0, "signature") == SIGNATURE;
    }

    static GptHeader read(BlockSource disk, long lba, int sectorBytes) throws IOException {
        Block sector = Block.littleEndian(disk, lba * sectorBytes, sectorBytes);
        if (!isSigned(sector)) {
            throw sector.damaged(
                    0,
                    "no GPT signature, found 0x%016x, expected 0x%016x"
                            .formatted(sector.view().getLong(0), SIGNATURE),
                    NEXT);
        }
        checkCrc(sector);
        GptHeader header = new GptHeader(
                sector.size(24, "ownLba"),
                sector.size(32, "otherLba"),
                sector.size(40, "firstUsableLba"),
                sector.size(48, "lastUsableLba"),
                sector.guid(56, "diskGuid"),
                sector.size(72, "entriesLba"),
                entryCount(sector),
                (int) sector.u32(84, "entryBytes"),
                sector.u32(88, "entriesCrc"));
        header.checkAgainst(sector, lba, disk.size() / sectorBytes);
        return header;
    }

    private static int entryCount(Block sector) throws IOException {
        long entryBytes = sector.u32(84, "entryBytes");
        if (entryBytes < SMALLEST_ENTRY || Long.bitCount(entryBytes) != 1 || entryBytes > MOST_TABLE_BYTES) {
            throw sector.damaged(
                    84, "an entry has %d bytes, expected 128 times a power of two".formatted(entryBytes), NEXT);
        }
        long count = sector.u32(80, "entryCount");
        if (count > MOST_TABLE_BYTES / entryBytes) {
            throw sector.damaged(
                    80,
                    "%d entries of %d bytes, a table has at most %d bytes"
                            .formatted(count, entryBytes, MOST_TABLE_BYTES),
                    NEXT);
        }
        return (int) count;
    }

    private static void checkCrc(Block sector) throws IOException {
        long headerBytes = sector.u32(12, "headerBytes");
        if (headerBytes < SIZE || headerBytes > sector.length()) {
            throw sector.damaged(
                    12,
                    "the header has %d bytes, expected %d to %d".formatted(headerBytes, SIZE, sector.length()),
                    NEXT);
        }
        byte[] bytes = sector.slice(0, (int) headerBytes);
        Arrays.fill(bytes, CRC_AT, CRC_AT + 4, (byte) 0);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        long said = sector.u32(CRC_AT, "headerCrc");
        if (said != crc.getValue()) {
            throw sector.damaged(
                    CRC_AT,
                    "the header's checksum is 0x%08x, its bytes give 0x%08x".formatted(said, crc.getValue()),
                    NEXT);
        }
    }

    private void checkAgainst(Block sector, long lba, long diskSectors) throws IOException {
        if (ownLba != lba) {
            throw sector.damaged(24, "the header says it is in sector %d, it is in %d".formatted(ownLba, lba), NEXT);
        }
        if (firstUsableLba > lastUsableLba) {
            throw sector.damaged(40, "usable sectors are %d to %d".formatted(firstUsableLba, lastUsableLba), NEXT);
        }
        if (entriesLba >= diskSectors) {
            throw sector.damaged(
                    72, "the entries are in sector %d of a disk of %d".formatted(entriesLba, diskSectors), NEXT);
        }
    }
}
