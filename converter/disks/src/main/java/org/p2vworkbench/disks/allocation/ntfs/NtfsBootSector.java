package org.p2vworkbench.disks.allocation.ntfs;

import java.io.IOException;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * The NTFS boot sector ("$Boot" in the NTFS Documentation). Little-endian.
 *
 * @param clusters whole ones; sectors behind the last are counted by nobody
 * @param mftAt the first record of the master file table
 */
record NtfsBootSector(long clusterBytes, long clusters, long mftAt, int recordBytes) {

    private static final String CHECK = "Run 'chkdsk /f' on it, or copy all its blocks.";
    /** Windows 10 formats with up to 2 MiB. */
    private static final long MOST_CLUSTER_BYTES = 2 << 20;

    static NtfsBootSector read(BlockSource volume) throws IOException {
        Block in = Block.littleEndian(volume, 0, 512);
        int sectorBytes = in.u16(11, "bytes per sector");
        long perCluster = sectorsPerCluster(in.u8(13, "sectors per cluster"));
        long clusterBytes = sectorBytes * perCluster;
        if (Integer.bitCount(sectorBytes) != 1
                || sectorBytes < 256
                || Long.bitCount(perCluster) != 1
                || clusterBytes < 256
                || clusterBytes > MOST_CLUSTER_BYTES) {
            throw in.damaged(11, "sectors of %d bytes, %d per cluster".formatted(sectorBytes, perCluster), CHECK);
        }
        long sectors = in.size(40, "total sectors");
        if (sectors < perCluster || sectors > volume.size() / sectorBytes) {
            throw in.damaged(
                    40,
                    "%d sectors of %d bytes on a volume of %d bytes".formatted(sectors, sectorBytes, volume.size()),
                    "The volume is cut short; copy all its blocks.");
        }
        long clusters = sectors / perCluster;
        long mft = in.size(48, "$MFT cluster");
        int recordBytes = recordBytes(in, clusterBytes);
        if (mft >= clusters) {
            throw in.damaged(48, "the master file table is at cluster %d of %d".formatted(mft, clusters), CHECK);
        }
        return new NtfsBootSector(clusterBytes, clusters, mft * clusterBytes, recordBytes);
    }

    /** Above 0x80 a negative power of two: clusters above 64 KiB. */
    private static long sectorsPerCluster(int stored) {
        return stored <= 0x80 ? stored : 1L << Math.min(256 - stored, 30);
    }

    /** In clusters, or a negative power of two where a record is smaller than a cluster. */
    private static int recordBytes(Block in, long clusterBytes) throws DiskFormatException {
        byte stored = (byte) in.u8(64, "clusters per record");
        long bytes = stored > 0 ? stored * clusterBytes : 1L << Math.min(-stored, 30);
        if (bytes < 512 || bytes > 65536 || Long.bitCount(bytes) != 1) {
            throw in.damaged(64, "file records of %d bytes".formatted(bytes), CHECK);
        }
        return (int) bytes;
    }
}
