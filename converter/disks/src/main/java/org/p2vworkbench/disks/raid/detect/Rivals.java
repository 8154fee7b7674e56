package org.p2vworkbench.disks.raid.detect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidMember;
import org.p2vworkbench.disks.raid.set.RaidSet;

/**
 * Sets of different formats that claim the same disk: old metadata under new. The surer one keeps what it has, the other
 * is shown as doubtful. Several volumes on one disk group are no rivals.
 */
final class Rivals {

    private static final double DOUBTFUL = 0.5;

    private Rivals() {}

    /** @param sets surest first */
    static List<RaidSet> settled(List<RaidSet> sets) {
        List<RaidSet> settled = new ArrayList<>();
        for (RaidSet set : sets) {
            String format = settled.stream()
                    .filter(surer -> rivals(surer, set))
                    .findFirst()
                    .map(surer ->
                            "%s %s".formatted(surer.format(), surer.level().label()))
                    .orElse("");
            settled.add(format.isEmpty() ? set : doubted(set, format));
        }
        return settled;
    }

    private static boolean rivals(RaidSet one, RaidSet other) {
        Set<RaidDisk> shared = new HashSet<>(active(one));
        shared.retainAll(active(other));
        return !shared.isEmpty() && !one.format().equals(other.format());
    }

    private static List<RaidDisk> active(RaidSet set) {
        return set.members().stream()
                .filter(member -> member.role() == RaidMember.Role.ACTIVE)
                .flatMap(member -> member.disk().stream())
                .toList();
    }

    private static RaidSet doubted(RaidSet set, String rival) {
        return set.draft()
                .finding("Its disks also belong to a %s set that is surer: this may be old metadata under newer."
                        .formatted(rival))
                .confidence(Math.min(set.confidence(), DOUBTFUL))
                .set();
    }
}
