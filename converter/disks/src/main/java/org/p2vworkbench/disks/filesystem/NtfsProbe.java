package org.p2vworkbench.disks.filesystem;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/**
 * NTFS (Linux-NTFS project, NTFS Documentation, "$Boot" and "$Volume"). The label is the $VOLUME_NAME attribute of the
 * fourth record of the master file table. Little-endian.
 */
final class NtfsProbe implements Probe {

    private static final int VOLUME_RECORD = 3;
    private static final long VOLUME_NAME = 0x60;
    private static final int RESIDENT_HEADER_BYTES = 24;

    @Override
    public Optional<FilesystemSignature> probe(BlockSource volume) throws IOException {
        Optional<Glimpse> boot = Glimpse.littleEndian(volume, 0, 512)
                .filter(sector -> sector.says(3, "NTFS    ")
                        && Glimpse.isPowerOfTwo(sector.u16(11), 256, 4096)
                        && clusterBytes(sector) > 0);
        if (boot.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FilesystemSignature(
                "ntfs",
                "",
                label(volume, boot.get()),
                "%016X".formatted(boot.get().bits64(72))));
    }

    /** Sectors per cluster; above 0x80 it is a negative power of two (Windows 10 with clusters above 64 KiB). */
    private static long clusterBytes(Glimpse boot) {
        int perCluster = boot.u8(13);
        long sectors = perCluster <= 0x80 ? perCluster : 1L << Math.min(256 - perCluster, 16);
        return Long.bitCount(sectors) == 1 ? sectors * boot.u16(11) : 0;
    }

    /** Clusters per record; a negative power of two when a record is smaller than a cluster. */
    private static long recordBytes(Glimpse boot) {
        byte clusters = (byte) boot.u8(64);
        return clusters > 0 ? clusters * clusterBytes(boot) : 1L << Math.min(-clusters, 31);
    }

    private static String label(BlockSource volume, Glimpse boot) throws IOException {
        long recordBytes = recordBytes(boot);
        long mftCluster = boot.bits64(48);
        if (!Glimpse.isPowerOfTwo(recordBytes, 1024, 65536)
                || mftCluster < 0
                || mftCluster > volume.size() / clusterBytes(boot)) {
            return "";
        }
        return Glimpse.littleEndian(
                        volume, mftCluster * clusterBytes(boot) + VOLUME_RECORD * recordBytes, (int) recordBytes)
                .filter(record -> record.says(0, "FILE"))
                .map(NtfsProbe::volumeName)
                .orElse("");
    }

    /** Attributes lie before the first sector's end, where no update sequence number has replaced a byte. */
    private static String volumeName(Glimpse record) {
        int at = record.u16(20);
        while (at + RESIDENT_HEADER_BYTES <= record.block().length()) {
            long length = record.u32(at + 4);
            if (record.u32(at) == VOLUME_NAME) {
                int from = at + record.u16(at + 20);
                long bytes = record.u32(at + 16);
                return from + bytes <= record.block().length() ? record.utf16(from, (int) bytes) : "";
            }
            if (length < 8 || length > record.block().length()) {
                return "";
            }
            at += (int) length;
        }
        return "";
    }
}
