package org.p2vworkbench.disks.allocation.fat;

import java.io.IOException;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * The BIOS parameter block (FAT overview 1.03, section "Boot Sector and BPB"). Little-endian.
 *
 * @param bits of a table entry: 12, 16 or 32
 * @param tableAt the table that is in force
 * @param dataAt cluster 2
 * @param clusters how many there are; the first has number 2
 * @param rootCluster 0 where the root folder has a place of its own
 */
record FatBootSector(
        int bits,
        int sectorBytes,
        int sectorsPerCluster,
        long sectors,
        long tableAt,
        long dataAt,
        long clusters,
        long rootCluster,
        boolean dirty) {

    private static final int ENTRY_BYTES = 32;
    private static final long MOST_FAT12_CLUSTERS = 4084;
    private static final long MOST_FAT16_CLUSTERS = 65524;
    private static final long MOST_FAT32_CLUSTERS = 0x0fff_fff5;
    private static final String COPY = "Check the filesystem (chkdsk, fsck.fat), or copy all its blocks.";

    static FatBootSector read(BlockSource volume) throws IOException {
        Block in = Block.littleEndian(volume, 0, 512);
        int sectorBytes = in.u16(11, "bytes per sector");
        int perCluster = in.u8(13, "sectors per cluster");
        if (Integer.bitCount(sectorBytes) != 1 || sectorBytes < 128 || Integer.bitCount(perCluster) != 1) {
            throw in.damaged(11, "sectors of %d bytes, %d per cluster".formatted(sectorBytes, perCluster), COPY);
        }
        long sectors = in.u16(19, "total sectors") != 0 ? in.u16(19, "total sectors") : in.u32(32, "total sectors");
        long tableSectors =
                in.u16(22, "sectors per FAT") != 0 ? in.u16(22, "sectors per FAT") : in.u32(36, "sectors per FAT");
        boolean wide = in.u16(22, "sectors per FAT") == 0;
        long reserved = in.u16(14, "reserved sectors");
        int tables = in.u8(16, "number of FATs");
        long rootSectors = ((long) in.u16(17, "root entries") * ENTRY_BYTES + sectorBytes - 1) / sectorBytes;
        long dataSector = reserved + tables * tableSectors + rootSectors;
        long clusters = (sectors - dataSector) / perCluster;
        int bits = wide ? 32 : clusters > MOST_FAT12_CLUSTERS ? 16 : 12;
        long most = wide ? MOST_FAT32_CLUSTERS : MOST_FAT16_CLUSTERS;
        boolean tableFits = (clusters + 2) * bits <= tableSectors * sectorBytes * Byte.SIZE;
        if (dataSector > sectors || clusters <= 0 || clusters > most || tables == 0 || reserved == 0 || !tableFits) {
            throw in.damaged(
                    11,
                    "%d sectors, of which %d are reserved, %d tables of %d sectors and %d clusters"
                            .formatted(sectors, reserved, tables, tableSectors, clusters),
                    COPY);
        }
        if (sectors > volume.size() / sectorBytes) {
            throw in.damaged(
                    32,
                    "%d sectors of %d bytes on a volume of %d bytes".formatted(sectors, sectorBytes, volume.size()),
                    "The volume is cut short; copy all its blocks.");
        }
        long active = wide ? activeTable(in, tables) : 0;
        return new FatBootSector(
                bits,
                sectorBytes,
                perCluster,
                sectors,
                (reserved + active * tableSectors) * sectorBytes,
                dataSector * sectorBytes,
                clusters,
                wide ? rootCluster(in, clusters) : 0,
                (in.u8(wide ? 65 : 37, "state") & 1) != 0);
    }

    /** FAT32 may stop mirroring its tables and name the one in force (BPB_ExtFlags). */
    private static int activeTable(Block in, int tables) throws DiskFormatException {
        int flags = in.u16(40, "BPB_ExtFlags");
        int active = (flags & 0x80) != 0 ? flags & 0xf : 0;
        if (active >= tables) {
            throw in.damaged(40, "table %d is in force of %d".formatted(active, tables), COPY);
        }
        return active;
    }

    private static long rootCluster(Block in, long clusters) throws DiskFormatException {
        long root = in.u32(44, "BPB_RootClus");
        if (root < 2 || root - 2 >= clusters) {
            throw in.damaged(44, "the root folder is at cluster %d of %d".formatted(root, clusters), COPY);
        }
        return root;
    }
}
