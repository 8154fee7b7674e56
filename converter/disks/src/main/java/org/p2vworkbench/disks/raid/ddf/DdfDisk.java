package org.p2vworkbench.disks.raid.ddf;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.raid.set.RaidDisk;

/**
 * A disk with DDF metadata.
 *
 * @param copy the better of its two
 * @param notes what an operator may want to know, a sentence each
 */
record DdfDisk(RaidDisk disk, DdfCopy copy, List<String> notes) {

    /** Whole before damaged, closed before open, newer before older; of equals, the first found. */
    private static final Comparator<DdfCopy> BETTER = Comparator.comparing(
                    (DdfCopy copy) -> copy.damage().size())
            .thenComparing(copy -> copy.header().isOpen())
            .thenComparing(copy -> -copy.header().sequence());

    DdfDisk {
        notes = List.copyOf(notes);
    }

    /** Empty when no copy could be read. */
    static Optional<DdfDisk> of(RaidDisk disk, HeaderSearch.Found found) {
        return found.copies().stream().min(BETTER).map(copy -> new DdfDisk(disk, copy, found.notes()));
    }

    String name() {
        return disk.name();
    }

    long sequence() {
        return copy.header().sequence();
    }

    long reference() {
        return copy.reference();
    }
}
