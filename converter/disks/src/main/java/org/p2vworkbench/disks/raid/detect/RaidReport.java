package org.p2vworkbench.disks.raid.detect;

import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidSet;

/**
 * What a heap of disks is.
 *
 * @param sets surest first
 * @param findings about the heap as a whole, a sentence each
 */
public record RaidReport(List<RaidSet> sets, List<Unassigned> unassigned, List<String> findings) {

    public RaidReport {
        sets = List.copyOf(sets);
        unassigned = List.copyOf(unassigned);
        findings = List.copyOf(findings);
    }

    /** A disk that belongs to no set, and what it looks like instead. */
    public record Unassigned(RaidDisk disk, String why) {}

    /** The set that {@code disk} belongs to, the surest if several. */
    public Optional<RaidSet> setOf(RaidDisk disk) {
        return sets.stream().filter(set -> set.disks().contains(disk)).findFirst();
    }
}
