package org.p2vworkbench.disks.raid.imsm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Disks that carry records of one group.
 *
 * @param record the one believed: sound before damaged, then by generation
 * @param current disks whose record is that one, or behind it by nothing that matters
 * @param behind disks that were left out when the group changed
 */
record ImsmGroup(ImsmRecord record, int sectorBytes, List<ImsmMember> current, List<ImsmMember> behind) {

    private static final Comparator<ImsmMember> BELIEVED = Comparator.comparing(
                    (ImsmMember member) -> !member.record().isSound())
            .thenComparing(member -> -member.record().generation());

    ImsmGroup {
        current = List.copyOf(current);
        behind = List.copyOf(behind);
    }

    static List<ImsmGroup> among(List<ImsmMember> members) {
        Map<Long, List<ImsmMember>> families = new LinkedHashMap<>();
        for (ImsmMember member : members) {
            families.computeIfAbsent(member.record().group(), family -> new ArrayList<>())
                    .add(member);
        }
        return families.values().stream().map(ImsmGroup::of).toList();
    }

    private static ImsmGroup of(List<ImsmMember> members) {
        ImsmMember newest = members.stream().min(BELIEVED).orElseThrow();
        List<ImsmMember> current = new ArrayList<>();
        List<ImsmMember> behind = new ArrayList<>();
        for (ImsmMember member : members) {
            boolean same = member.sectorBytes() == newest.sectorBytes()
                    && (member.record().agreesWith(newest.record())
                            || !member.record().isSound());
            (same ? current : behind).add(member);
        }
        return new ImsmGroup(newest.record(), newest.sectorBytes(), current, behind);
    }

    boolean isSound() {
        return current.stream().allMatch(member -> member.record().isSound());
    }
}
