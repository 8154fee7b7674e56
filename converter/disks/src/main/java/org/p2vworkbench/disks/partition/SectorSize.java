package org.p2vworkbench.disks.partition;

import java.io.IOException;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;

/**
 * The sector size a table was written for. An image does not carry it: a dump of a disk with 4096-byte sectors looks
 * like any other file, only its numbers count in larger steps.
 */
final class SectorSize {

    private static final int USUAL = 512;
    private static final int LARGE = 4096;

    private SectorSize() {}

    static int of(BlockSource disk) throws IOException {
        if (disk.size() < LARGE + GptHeader.SIZE || hasGptAt(disk, USUAL)) {
            return USUAL;
        }
        return hasGptAt(disk, LARGE) || hasOnlyLargeBackup(disk) || mbrFitsOnlyLarge(disk) ? LARGE : USUAL;
    }

    /** The primary header is lost; the backup is in the last sector, which is where the size shows. */
    private static boolean hasOnlyLargeBackup(BlockSource disk) throws IOException {
        return MbrSector.read(disk, 0).isProtective()
                && !hasGptAt(disk, disk.size() / USUAL * USUAL - USUAL)
                && hasGptAt(disk, disk.size() / LARGE * LARGE - LARGE);
    }

    private static boolean hasGptAt(BlockSource disk, long offset) throws IOException {
        return GptHeader.isSigned(Block.littleEndian(disk, offset, 8));
    }

    /** The first entry leads to a filesystem when counted in large sectors and to nothing known when not. */
    private static boolean mbrFitsOnlyLarge(BlockSource disk) throws IOException {
        MbrSector first = MbrSector.read(disk, 0);
        if (!first.isSigned() || !first.flagsAreValid() || first.isProtective()) {
            return false;
        }
        for (MbrEntry entry : first.used()) {
            if (entry.isExtended()) {
                continue;
            }
            return !holdsFilesystem(disk, entry, USUAL) && holdsFilesystem(disk, entry, LARGE);
        }
        return false;
    }

    private static boolean holdsFilesystem(BlockSource disk, MbrEntry entry, int sectorBytes) throws IOException {
        Partition partition = entry.partition(1, 0, sectorBytes);
        return partition.endBytes() <= disk.size()
                && FilesystemSignature.of(partition.in(disk)).isPresent();
    }
}
