package org.p2vworkbench.disks.raid.judge;

import java.util.Optional;

/**
 * The boot sector of NTFS (Linux-NTFS project, NTFS Documentation, "$Boot"). Little-endian.
 *
 * @param sectors as the field counts them: the copy of the boot sector in the sector behind is not among them
 * @param mft first cluster of the $MFT
 * @param mirror first cluster of the $MFTMirr
 */
record NtfsBoot(int sectorBytes, int clusterBytes, long sectors, long mft, long mirror, int recordBytes, long serial) {

    private static final long NAME = 0x20202020_5346544eL; // "NTFS    "

    static Optional<NtfsBoot> parse(Window window, int at) {
        if (!window.has(at, 512) || window.bits64(at + 3) != NAME || window.u16(at + 510) != 0xaa55) {
            return Optional.empty();
        }
        int sector = window.u16(at + 11);
        int perCluster = window.u8(at + 13);
        int clusterShift = perCluster > 128 ? 256 - perCluster : Integer.numberOfTrailingZeros(Math.max(1, perCluster));
        boolean plausible = sector >= 512 && sector <= 4096 && Integer.bitCount(sector) == 1 && clusterShift <= 12;
        if (!plausible || perCluster <= 128 && Integer.bitCount(perCluster) != 1) {
            return Optional.empty();
        }
        int cluster = sector << clusterShift;
        int records = (byte) window.u8(at + 64);
        if (records < -16 || records > 64) {
            return Optional.empty();
        }
        NtfsBoot found = new NtfsBoot(
                sector,
                cluster,
                window.bits64(at + 40),
                window.bits64(at + 48),
                window.bits64(at + 56),
                records > 0 ? records * cluster : 1 << -records,
                window.bits64(at + 72));
        return found.isPlausible() ? Optional.of(found) : Optional.empty();
    }

    private boolean isPlausible() {
        long clusters = sectors / (clusterBytes / sectorBytes);
        return sectors > 0
                && sectors < 1L << 40
                && mft > 0
                && mft < clusters
                && mirror > 0
                && mirror < clusters
                && recordBytes >= 512
                && recordBytes <= 65536;
    }

    /** With the boot sector's copy. */
    long sizeBytes() {
        return (sectors + 1) * sectorBytes;
    }
}
