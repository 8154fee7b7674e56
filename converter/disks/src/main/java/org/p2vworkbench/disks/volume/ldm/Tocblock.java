package org.p2vworkbench.disks.volume.ldm;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * The table of contents of a database area: where in it the records lie ("config"). There are four copies, the first and
 * the last two sectors but one; they are written in turns, and the sequence number tells the newest. Big-endian.
 */
record Tocblock(long sequence, long configAtSector, long configSectors) {

    private static final int SIZE = 512;
    private static final int[] ENTRIES_AT = {0x24, 0x46};

    /** The newest of the copies that are whole. */
    static Tocblock newest(BlockSource disk, PrivHead head, int sectorBytes) throws IOException {
        long sectors = head.databaseSectors();
        Optional<Tocblock> newest = Optional.empty();
        DiskFormatException damage = null;
        for (long sector : new long[] {1, 2, sectors - 3, sectors - 2}) {
            try {
                if (sector > 0 && sector < sectors) {
                    Tocblock found = read(disk, head, sector, sectorBytes);
                    newest = newest.filter(other -> other.sequence >= found.sequence)
                            .or(() -> Optional.of(found));
                }
            } catch (DiskFormatException broken) {
                damage = broken;
            }
        }
        if (newest.isEmpty()) {
            throw damage != null
                    ? damage
                    : new DiskFormatException(
                            new DiskAddress(disk.name(), head.databaseAtSector() * sectorBytes),
                            "a database of %d sectors has no room for its tables".formatted(sectors),
                            "Compare it with 'ldmtool scan' on a copy of the disk.");
        }
        return newest.get();
    }

    private static Tocblock read(BlockSource disk, PrivHead head, long sector, int sectorBytes) throws IOException {
        Block toc = Block.bigEndian(disk, (head.databaseAtSector() + sector) * sectorBytes, SIZE);
        if (!toc.ascii(0, 8, "magic").equals("TOCBLOCK")) {
            throw toc.damaged(0, "no TOCBLOCK here", "Copies of it are looked for.");
        }
        ByteSum.check(toc, "TOCBLOCK");
        for (int at : ENTRIES_AT) {
            if (toc.ascii(at, 8, "name").equals("config")) {
                Tocblock found = new Tocblock(
                        toc.u32(0x10, "sequence"), toc.size(at + 10, "configStart"), toc.size(at + 18, "configSize"));
                if (found.configSectors > head.databaseSectors()
                        || found.configAtSector > head.databaseSectors() - found.configSectors) {
                    throw toc.damaged(
                            at + 10,
                            "the records are said to have %d sectors from %d of a database of %d"
                                    .formatted(found.configSectors, found.configAtSector, head.databaseSectors()),
                            "Copies of it are looked for.");
                }
                return found;
            }
        }
        throw toc.damaged(0x24, "the TOCBLOCK lists no \"config\"", "Copies of it are looked for.");
    }
}
