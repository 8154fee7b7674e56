package org.p2vworkbench.disks.volume.ldm;

import java.io.IOException;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;

/**
 * The private header of a dynamic disk (Linux-NTFS project, "LDM documentation", PRIVHEAD; libldm src/ldm.c). All
 * integers big-endian, identifiers as text; offsets in sectors of the disk.
 *
 * <pre>
 *   0 "PRIVHEAD"   8 checksum   12 version   30 disk GUID   70 host GUID   b0 group GUID   f0 group name   (hexadecimal)
 *   11b data start   123 data size   12b database start   133 database size
 * </pre>
 */
record PrivHead(
        String diskGuid,
        String groupGuid,
        String groupName,
        long dataAtSector,
        long dataSectors,
        long databaseAtSector,
        long databaseSectors) {

    private static final int SIZE = 512;
    private static final String MAGIC = "PRIVHEAD";
    private static final int GUID_CHARS = 64;
    /** Windows makes 1 MiB of it. */
    private static final long MOST_DATABASE_BYTES = 16 << 20;

    private static final String NEXT = "Compare it with 'ldmtool scan' on a copy of the disk.";

    static boolean isAt(BlockSource disk, long offset) throws IOException {
        return offset >= 0
                && offset <= disk.size() - SIZE
                && Block.bigEndian(disk, offset, SIZE).ascii(0, 8, "magic").equals(MAGIC);
    }

    static PrivHead read(BlockSource disk, long offset, int sectorBytes) throws IOException {
        Block head = Block.bigEndian(disk, offset, SIZE);
        if (!head.ascii(0, 8, "magic").equals(MAGIC)) {
            throw head.damaged(0, "no PRIVHEAD here, where a dynamic disk has one", NEXT);
        }
        ByteSum.check(head, MAGIC);
        int major = head.u16(12, "versionMajor");
        if (major != 2) {
            throw head.damaged(12, "PRIVHEAD version %d, known is 2".formatted(major), NEXT);
        }
        PrivHead found = new PrivHead(
                head.ascii(0x30, GUID_CHARS, "diskGuid"),
                head.ascii(0xb0, GUID_CHARS, "groupGuid"),
                head.ascii(0xf0, 31, "groupName"),
                head.size(0x11b, "dataStart"),
                head.size(0x123, "dataSize"),
                head.size(0x12b, "databaseStart"),
                head.size(0x133, "databaseSize"));
        long diskSectors = disk.size() / sectorBytes;
        if (found.databaseSectors > MOST_DATABASE_BYTES / sectorBytes
                || found.databaseAtSector > diskSectors - found.databaseSectors) {
            throw head.damaged(
                    0x12b,
                    "the database is said to have %d sectors from %d, the disk has %d"
                            .formatted(found.databaseSectors, found.databaseAtSector, diskSectors),
                    "The image is cut short, or its sectors are of another size; copy it again whole.");
        }
        if (found.dataSectors > Long.MAX_VALUE / sectorBytes - found.dataAtSector) {
            throw head.damaged(0x11b, "the data is said to have %d sectors".formatted(found.dataSectors), NEXT);
        }
        return found;
    }
}
