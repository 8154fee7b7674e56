package org.p2vworkbench.disks.raid.imsm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.raid.set.RaidDisk;

/**
 * A disk with an IMSM record.
 *
 * <pre>
 *   sector   n-1-m ... n-3           n-2                     n-1
 *            record, sectors 1..m-1  record, sector 0        migration record
 * </pre>
 */
record ImsmMember(RaidDisk disk, int sectorBytes, ImsmRecord record, Structure structure) {

    /** Empty when the disk has no IMSM signature. */
    static Optional<ImsmMember> of(RaidDisk disk) throws IOException {
        DiskFormatException damage = null;
        for (int sectorBytes : disk.sectorBytes().map(List::of).orElse(List.of(512, 4096))) {
            if (hasAnchor(disk.bytes(), sectorBytes)) {
                try {
                    Block block = wholeRecord(disk.bytes(), sectorBytes);
                    ImsmRecord record = ImsmRecord.of(block);
                    return Optional.of(new ImsmMember(disk, sectorBytes, record, block.structure("IMSM record")));
                } catch (DiskFormatException damaged) {
                    damage = damaged;
                }
            }
        }
        if (damage != null) {
            throw damage;
        }
        return Optional.empty();
    }

    String name() {
        return disk.name();
    }

    Optional<ImsmSerial> serial() {
        return disk.serial().map(ImsmSerial::ofDrive).filter(serial -> !serial.text()
                .isEmpty());
    }

    private static boolean hasAnchor(BlockSource disk, int sectorBytes) throws IOException {
        long at = anchorAt(disk, sectorBytes);
        return at >= 0
                && Block.littleEndian(disk, at, ImsmRecord.SIGNATURE.length())
                        .ascii(0, ImsmRecord.SIGNATURE.length(), "signature")
                        .equals(ImsmRecord.SIGNATURE);
    }

    private static long anchorAt(BlockSource disk, int sectorBytes) {
        return (disk.size() / sectorBytes - 2) * sectorBytes;
    }

    /** A record longer than a sector goes on before its first sector. */
    private static Block wholeRecord(BlockSource disk, int sectorBytes) throws IOException {
        long at = anchorAt(disk, sectorBytes);
        Block anchor = Block.littleEndian(disk, at, sectorBytes);
        int bytes = ImsmRecord.length(anchor);
        int more = (bytes + sectorBytes - 1) / sectorBytes - 1;
        if (more == 0) {
            return anchor;
        }
        Block rest = Block.littleEndian(disk, at - (long) more * sectorBytes, more * sectorBytes);
        ByteBuffer whole = ByteBuffer.allocate((more + 1) * sectorBytes);
        whole.put(anchor.view()).put(rest.view());
        return Block.littleEndian(new MemorySource(disk.name(), whole.array()), 0, whole.capacity());
    }
}
