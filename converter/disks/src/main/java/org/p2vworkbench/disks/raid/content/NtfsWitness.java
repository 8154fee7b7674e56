package org.p2vworkbench.disks.raid.content;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;

/**
 * The boot sector's copy behind the last sector of NTFS, the mirror of the first file records, and the numbers that file
 * records carry since Windows XP (linux-ntfs documentation, "$Boot", "$MFT", "FILE record").
 */
final class NtfsWitness {

    /** The first of these are reserved; further records follow them in one run on every volume that was formatted. */
    private static final int RECORDS = 24;

    private static final int MIRRORED = 4;
    private static final int UPDATE_SEQUENCE_SINCE_XP = 0x30;

    private NtfsWitness() {}

    static void judge(BlockSource filesystem, Tally tally) throws IOException {
        Optional<Block> first = Look.littleEndian(filesystem, 0, 512);
        if (first.isEmpty()) {
            return;
        }
        Block boot = first.get();
        long sectorBytes = boot.u16(11, "bytes per sector");
        long clusterSectors = boot.u8(13, "sectors per cluster");
        // Above 0x80 the field is a negated power of two: clusters beyond 64 KiB, Windows 10.
        long clusterBytes = sectorBytes * (clusterSectors > 0x80 ? 1L << (256 - clusterSectors & 31) : clusterSectors);
        int recordBytes = recordBytes(boot.view().get(64), clusterBytes);
        if (recordBytes < 512 || recordBytes > 65_536) {
            return;
        }
        long backupAt = boot.bits64(40, "sectors") * sectorBytes;
        Optional<Block> backup = Look.littleEndian(filesystem, backupAt, 512);
        if (backup.isPresent()) {
            tally.check(Arrays.equals(backup.get().slice(0, 512), boot.slice(0, 512)), "the NTFS boot sector's backup");
        }
        long table = boot.bits64(48, "$MFT") * clusterBytes;
        long mirror = boot.bits64(56, "$MFTMirr") * clusterBytes;
        judgeMirror(filesystem, table, mirror, MIRRORED * recordBytes, tally);
        judgeRecords(filesystem, table, recordBytes, tally);
    }

    private static int recordBytes(byte field, long clusterBytes) {
        long bytes = field < 0 ? 1L << (-field & 31) : field * clusterBytes;
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    private static void judgeMirror(BlockSource filesystem, long table, long mirror, int length, Tally tally)
            throws IOException {
        Optional<Block> original = Look.littleEndian(filesystem, table, length);
        Optional<Block> copy = Look.littleEndian(filesystem, mirror, length);
        boolean same = original.isPresent()
                && copy.isPresent()
                && Arrays.equals(original.get().slice(0, length), copy.get().slice(0, length));
        tally.check(same, "the mirror of its first file records");
    }

    private static void judgeRecords(BlockSource filesystem, long table, int recordBytes, Tally tally)
            throws IOException {
        int inPlace = 0;
        int outOfPlace = 0;
        for (int number = 0; number < RECORDS; number++) {
            Optional<Block> record = Look.littleEndian(filesystem, table + (long) number * recordBytes, 512);
            if (record.isPresent() && isRecord(record.get(), number)) {
                inPlace++;
            } else {
                outOfPlace++;
            }
        }
        tally.countOf(inPlace, outOfPlace, "file records");
    }

    private static boolean isRecord(Block record, int number) {
        return Look.says(record, 0, "FILE")
                && (record.u16(4, "update sequence") < UPDATE_SEQUENCE_SINCE_XP
                        || record.u32(0x2c, "number") == number);
    }
}
