package org.p2vworkbench.disks.allocation.exfat;

import java.io.IOException;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * The main boot sector (exFAT specification, section 3.1). Little-endian.
 *
 * @param tableAt the table that is in force
 * @param heapAt cluster 2
 * @param clusters how many there are; the first has number 2
 * @param activeTable which of two tables and bitmaps is in force (TexFAT)
 */
record ExfatBootSector(
        int sectorBytes,
        long clusterBytes,
        long sectors,
        long tableAt,
        long heapAt,
        long clusters,
        long rootCluster,
        int activeTable,
        boolean dirty) {

    private static final String CHECK = "Check the filesystem (chkdsk, fsck.exfat), or copy all its blocks.";
    private static final int CHECKED_SECTORS = 11;
    private static final long MOST_CLUSTERS = 0xffff_fff5L;

    static ExfatBootSector read(BlockSource volume) throws IOException {
        Block in = Block.littleEndian(volume, 0, 512);
        int sectorShift = in.u8(108, "BytesPerSectorShift");
        int clusterShift = in.u8(109, "SectorsPerClusterShift");
        if (sectorShift < 9 || sectorShift > 12 || clusterShift > 25 - sectorShift) {
            throw in.damaged(
                    108, "sectors of 2^%d bytes, 2^%d per cluster".formatted(sectorShift, clusterShift), CHECK);
        }
        check(volume, sectorShift);
        long sectors = in.size(72, "VolumeLength");
        long table = in.u32(80, "FatOffset");
        long tableSectors = in.u32(84, "FatLength");
        long heap = in.u32(88, "ClusterHeapOffset");
        long clusters = in.u32(92, "ClusterCount");
        long root = in.u32(96, "FirstClusterOfRootDirectory");
        int flags = in.u16(106, "VolumeFlags");
        int tables = in.u8(110, "NumberOfFats");
        boolean ordered = table >= 24 && heap >= table + tables * tableSectors && sectors >= heap;
        boolean filled = clusters > 0
                && clusters <= MOST_CLUSTERS
                && clusters <= (sectors - heap) >> clusterShift
                && (clusters + 2) * 4 <= tableSectors << sectorShift;
        if (!ordered || !filled || (tables != 1 && tables != 2) || root < 2 || root - 2 >= clusters) {
            throw in.damaged(
                    72,
                    "%d sectors, %d tables of %d at %d, %d clusters at %d, root folder at cluster %d"
                            .formatted(sectors, tables, tableSectors, table, clusters, heap, root),
                    CHECK);
        }
        if (sectors > volume.size() >> sectorShift) {
            throw in.damaged(
                    72,
                    "%d sectors of %d bytes on a volume of %d bytes"
                            .formatted(sectors, 1 << sectorShift, volume.size()),
                    "The volume is cut short; copy all its blocks.");
        }
        int active = tables == 2 ? flags & 1 : 0;
        return new ExfatBootSector(
                1 << sectorShift,
                1L << sectorShift + clusterShift,
                sectors,
                table + active * tableSectors << sectorShift,
                heap << sectorShift,
                clusters,
                root,
                active,
                (flags & 2) != 0);
    }

    /** Section 3.4: a sum over eleven sectors without the two fields that change, repeated all over the twelfth. */
    private static void check(BlockSource volume, int sectorShift) throws IOException {
        int bytes = CHECKED_SECTORS << sectorShift;
        byte[] sectors = Block.littleEndian(volume, 0, bytes).slice(0, bytes);
        int sum = 0;
        for (int i = 0; i < bytes; i++) {
            if (i != 106 && i != 107 && i != 112) {
                sum = Integer.rotateRight(sum, 1) + (sectors[i] & 0xff);
            }
        }
        Block last = Block.littleEndian(volume, bytes, 4);
        if ((int) last.u32(0, "BootChecksum") != sum) {
            throw new DiskFormatException(
                    last.at(0),
                    "the boot sectors' checksum is 0x%08x, their bytes give 0x%08x"
                            .formatted(last.u32(0, "BootChecksum"), sum),
                    CHECK);
        }
    }
}
