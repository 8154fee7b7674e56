package org.p2vworkbench.disks.partition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * A BSD disklabel (FreeBSD sys/disk/bsd.h, struct disklabel): in the second sector of a slice or of a whole disk. All
 * integers little-endian on x86.
 *
 * <p>Offsets are counted from the disk's start by OpenBSD and NetBSD. FreeBSD counted so up to version 9 and counts from
 * the slice's start since; its partition c, the slice itself, tells which.
 */
record BsdDisklabel(List<Entry> entries, int sectorBytes, boolean countsFromDisk) {

    private static final int LABEL_SECTOR_AT = 512;
    private static final int FIXED_SIZE = 148;
    private static final long MAGIC = 0x82564557L;
    private static final int ENTRY_SIZE = 16;
    /** OpenBSD 7.3 has 16, NetBSD 16, FreeBSD 20, DragonFly 22; more does not fit its sector. */
    private static final int MOST_ENTRIES = (512 - FIXED_SIZE) / ENTRY_SIZE;

    private static final int WHOLE_SLICE = 2;
    private static final int UNUSED = 0;
    private static final Map<Integer, String> TYPES =
            Map.of(1, "BSD swap", 7, "BSD UFS", 8, "MS-DOS", 14, "Vinum", 27, "ZFS", 17, "Linux ext2", 20, "CCD");

    /** One partition of a label, by letter from 'a'. */
    record Entry(int index, long startSector, long sectors, int type) {

        boolean isUsed() {
            return type != UNUSED && sectors != 0;
        }
    }

    static Optional<BsdDisklabel> in(BlockSource disk, Partition slice, int sectorBytes) throws IOException {
        return switch (slice.type()) {
            case "0xa5" -> read(disk, slice.startBytes(), sectorBytes, false);
            case "0xa6", "0xa9" -> read(disk, slice.startBytes(), sectorBytes, true);
            default -> Optional.empty();
        };
    }

    /** A disk with a label and no MBR, which FreeBSD calls dangerously dedicated. */
    static Optional<PartitionTable> wholeDisk(BlockSource disk, int sectorBytes) throws IOException {
        Optional<BsdDisklabel> label = read(disk, 0, sectorBytes, false);
        if (label.isEmpty()) {
            return Optional.empty();
        }
        Partition whole = new Partition(0, 0, disk.size(), "", "", "", false, true, Optional.empty());
        return Optional.of(new PartitionTable(
                PartitionTable.Kind.BSD, sectorBytes, "", label.get().partitions(1, whole), List.of()));
    }

    private static Optional<BsdDisklabel> read(BlockSource disk, long start, int sectorBytes, boolean countsFromDisk)
            throws IOException {
        if (start > disk.size() - LABEL_SECTOR_AT - 512) {
            return Optional.empty();
        }
        Block label = Block.littleEndian(disk, start + LABEL_SECTOR_AT, 512);
        if (label.u32(0, "magic") != MAGIC || label.u32(132, "magic2") != MAGIC) {
            return Optional.empty();
        }
        int count = label.u16(138, "partitions");
        if (count > MOST_ENTRIES) {
            throw label.damaged(
                    138,
                    "the BSD disklabel counts %d partitions, at most %d fit".formatted(count, MOST_ENTRIES),
                    "Look at it with 'fdisk -l'; the disk can still be converted whole.");
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = FIXED_SIZE + i * ENTRY_SIZE;
            entries.add(new Entry(
                    i, label.u32(at + 4, "startSector"), label.u32(at, "sectors"), label.u8(at + 12, "type")));
        }
        return Optional.of(new BsdDisklabel(List.copyOf(entries), sectorBytes, countsFromDisk));
    }

    List<Partition> partitions(int firstNumber, Partition slice) throws DiskFormatException {
        long base = countsFromDisk ? 0 : slice.startBytes() - wholeSliceSector() * sectorBytes;
        List<Partition> found = new ArrayList<>();
        for (Entry entry : entries) {
            long start = base + entry.startSector() * sectorBytes;
            if (entry.isUsed() && start >= 0) {
                found.add(partition(entry, firstNumber + found.size(), start));
            }
        }
        return found;
    }

    private long wholeSliceSector() {
        return entries.size() > WHOLE_SLICE && entries.get(WHOLE_SLICE).sectors() != 0
                ? entries.get(WHOLE_SLICE).startSector()
                : 0;
    }

    private Partition partition(Entry entry, int number, long start) {
        return new Partition(
                number,
                start,
                entry.sectors() * sectorBytes,
                "bsd:" + entry.type(),
                TYPES.getOrDefault(entry.type(), "unknown"),
                String.valueOf((char) ('a' + entry.index())),
                false,
                false,
                Optional.empty());
    }
}
