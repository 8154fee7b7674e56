package org.p2vworkbench.disks.layers;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.set.RaidMember;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.disks.volume.VolumeGroup;
import org.p2vworkbench.disks.volume.VolumePart;

/** Who has taken what: which set or group some bytes belong to. */
final class Membership {

    /** Metadata that is more likely true than not owns its disk. */
    private static final double LIKELY = 0.5;

    private final List<RaidSet> sets;
    private final Collection<VolumeGroup> groups;

    Membership(List<RaidSet> sets, Collection<VolumeGroup> groups) {
        this.sets = sets.stream().filter(set -> set.confidence() > LIKELY).toList();
        this.groups = groups;
    }

    /** The sets that are believed. */
    List<RaidSet> sets() {
        return sets;
    }

    /** The surest set that the disk or partition of this name belongs to. */
    Optional<RaidSet> setOf(String disk) {
        return sets.stream()
                .filter(set ->
                        set.disks().stream().anyMatch(member -> member.name().equals(disk)))
                .findFirst();
    }

    /** "slot 2 of md-1.2 raid5 "root"", and what else it is there. */
    static String inWords(RaidSet set, String disk) {
        for (RaidMember member : set.members()) {
            if (member.disk().filter(found -> found.name().equals(disk)).isPresent()) {
                String slot = member.index() < 0 ? member.role().label() : "slot " + member.index();
                String role = member.role() == RaidMember.Role.ACTIVE || member.index() < 0
                        ? ""
                        : ", " + member.role().label();
                return "%s of the %s set %s%s".formatted(slot, set.level().label(), title(set), role);
            }
        }
        return "";
    }

    static String title(RaidSet set) {
        if (!set.name().isEmpty()) {
            return '"' + set.name() + '"';
        }
        return set.uuid().isEmpty() ? "by " + set.format() : set.uuid();
    }

    Optional<VolumeGroup> groupOf(BlockSource bytes) {
        return groups.stream().filter(group -> partOf(group, bytes).isPresent()).findFirst();
    }

    static Optional<VolumePart> partOf(VolumeGroup group, BlockSource bytes) {
        return group.parts().stream()
                .filter(part -> part.source().filter(source -> source == bytes).isPresent())
                .findFirst();
    }

    /** Whether these bytes are where the group is shown: its first part that is there. */
    static boolean shows(VolumeGroup group, BlockSource bytes) {
        return group.parts().stream()
                .flatMap(part -> part.source().stream())
                .findFirst()
                .filter(source -> source == bytes)
                .isPresent();
    }
}
