package org.p2vworkbench.disks.partition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * Reads a whole MBR: primaries, the logical partitions of each extended one, labels of BSD and Solaris inside them.
 *
 * <pre>
 *   MBR ─ 1 primary
 *       ─ 2 extended ─► EBR ─ first entry:  logical 5, counted from this EBR
 *                           ─ second entry: next EBR, counted from the start of the extended partition ─► EBR ─ ...
 * </pre>
 */
final class MbrReader {

    /** Linux stops at 256 (block/partitions/msdos.c follows 100 links); more is a loop in disguise. */
    private static final int MOST_LOGICAL = 256;

    private static final int FIRST_LOGICAL = 5;
    private static final String NEXT = "Look at the table with 'sfdisk --dump'; the disk can still be converted whole.";

    private final BlockSource disk;
    private final int sectorBytes;
    private final List<Partition> found = new ArrayList<>();
    private int nextNumber = FIRST_LOGICAL;

    private MbrReader(BlockSource disk, int sectorBytes) {
        this.disk = disk;
        this.sectorBytes = sectorBytes;
    }

    static PartitionTable read(BlockSource disk, int sectorBytes, MbrSector first) throws IOException {
        MbrReader reader = new MbrReader(disk, sectorBytes);
        reader.primaries(first);
        return new PartitionTable(
                PartitionTable.Kind.MBR, sectorBytes, "%08x".formatted(first.diskSignature()), reader.found, List.of());
    }

    private void primaries(MbrSector first) throws IOException {
        List<MbrEntry> extended = new ArrayList<>();
        for (int i = 0; i < first.entries().size(); i++) {
            MbrEntry entry = first.entries().get(i);
            if (entry.isUsed()) {
                found.add(entry.partition(i + 1, 0, sectorBytes));
                if (entry.isExtended()) {
                    extended.add(entry);
                }
            }
        }
        List<Partition> slices = List.copyOf(found);
        for (MbrEntry entry : extended) {
            logicals(entry.startSector());
        }
        for (Partition slice : slices) {
            labelIn(slice);
        }
    }

    private void logicals(long extendedSector) throws IOException {
        Set<Long> seen = new HashSet<>();
        Optional<Long> next = Optional.of(extendedSector);
        while (next.isPresent()) {
            long at = next.get();
            if (!seen.add(at) || seen.size() > MOST_LOGICAL) {
                throw new DiskFormatException(
                        new DiskAddress(disk.name(), at * sectorBytes),
                        "the chain of logical partitions comes back here after %d links: it is a loop"
                                .formatted(seen.size()),
                        NEXT);
            }
            next = link(extendedSector, at);
        }
    }

    /** One EBR: adds its logical partition and says where the next EBR is. */
    private Optional<Long> link(long extendedSector, long at) throws IOException {
        MbrSector link = MbrSector.read(disk, at * sectorBytes);
        if (!link.isSigned()) {
            throw new DiskFormatException(
                    new DiskAddress(disk.name(), at * sectorBytes + MbrSector.SIZE - 2),
                    "a link of the chain of logical partitions ends in 0x%04x, expected 0xaa55".formatted(link.mark()),
                    NEXT);
        }
        for (MbrEntry entry : link.used()) {
            if (!entry.isExtended()) {
                found.add(entry.partition(nextNumber++, at, sectorBytes));
                break;
            }
        }
        return link.used().stream()
                .filter(MbrEntry::isExtended)
                .findFirst()
                .map(entry -> extendedSector + entry.startSector());
    }

    /** A label inside a partition, of BSD or Solaris, makes it a container of slices. */
    private void labelIn(Partition slice) throws IOException {
        Optional<List<Partition>> inside = SolarisVtoc.in(disk, slice, sectorBytes, nextNumber);
        if (inside.isEmpty()) {
            Optional<BsdDisklabel> label = BsdDisklabel.in(disk, slice, sectorBytes);
            if (label.isEmpty()) {
                return;
            }
            inside = Optional.of(label.get().partitions(nextNumber, slice));
        }
        nextNumber += inside.get().size();
        found.addAll(inside.get());
        found.set(found.indexOf(slice), asContainer(slice));
    }

    private static Partition asContainer(Partition slice) {
        return new Partition(
                slice.number(),
                slice.startBytes(),
                slice.lengthBytes(),
                slice.type(),
                slice.typeName(),
                slice.name(),
                slice.bootable(),
                true,
                slice.guid());
    }
}
