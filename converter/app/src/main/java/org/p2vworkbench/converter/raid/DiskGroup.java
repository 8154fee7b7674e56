package org.p2vworkbench.converter.raid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.disks.raid.detect.RaidDetective;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidSet;

/**
 * Disks that hang together by the arrays across them, and these arrays.
 *
 * @param disks their places in the machine, ascending
 */
record DiskGroup(List<Integer> disks, List<RaidSet> sets) {

    DiskGroup {
        disks = List.copyOf(disks);
        sets = List.copyOf(sets);
    }

    /** Of the sets that were found on disks of these names; in the order of their first disks. */
    static List<DiskGroup> of(List<String> names, List<RaidSet> sets) throws RefusedException {
        List<DiskGroup> groups = new ArrayList<>();
        for (RaidSet set : sets) {
            SortedSet<Integer> disks = new TreeSet<>();
            List<RaidSet> together = new ArrayList<>();
            for (RaidDisk member : set.disks()) {
                disks.add(place(names, member.name(), set));
            }
            for (DiskGroup group : List.copyOf(groups)) {
                if (group.disks.stream().anyMatch(disks::contains)) {
                    groups.remove(group);
                    disks.addAll(group.disks);
                    together.addAll(group.sets);
                }
            }
            together.add(set);
            groups.add(new DiskGroup(List.copyOf(disks), together));
        }
        groups.sort((one, other) -> one.disks.get(0) - other.disks.get(0));
        return groups;
    }

    private static int place(List<String> names, String member, RaidSet set) throws RefusedException {
        for (int i = 0; i < names.size(); i++) {
            if (RaidDetective.isOn(member, names.get(i))) {
                return i;
            }
        }
        throw new RefusedException(
                "md array " + set.uuid(),
                "lies on '%s', which is an array itself; only arrays of disks and partitions are flattened"
                        .formatted(member),
                "Convert without --flatten-raid: the guest assembles its arrays itself.");
    }

    /** The set that has a member of this name. */
    Optional<RaidSet> setOf(String member) {
        return sets.stream()
                .filter(set -> set.disks().stream().anyMatch(disk -> disk.name().equals(member)))
                .findFirst();
    }
}
