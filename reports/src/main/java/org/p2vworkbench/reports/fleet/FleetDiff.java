package org.p2vworkbench.reports.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What has changed between two looks at an estate, by the names of the machines. */
public record FleetDiff(List<Change> changes) {

    private static final double NOTABLE_GROWTH = 1.05;

    public FleetDiff {
        changes = List.copyOf(changes);
    }

    /** A change; {@code kind} is "appeared", "gone", "grew", "worse", "better". */
    public record Change(String machine, String kind, String before, String after) {}

    public static FleetDiff of(Fleet before, Fleet now) {
        Map<String, Fleet.Member> old = new HashMap<>();
        before.members().forEach(member -> old.putIfAbsent(member.name(), member));
        List<Change> changes = new ArrayList<>();
        for (Fleet.Member member : now.members()) {
            Fleet.Member earlier = old.remove(member.name());
            if (earlier == null) {
                changes.add(new Change(
                        member.name(),
                        "appeared",
                        "",
                        member.assessment().verdict().code()));
            } else {
                compare(earlier, member, changes);
            }
        }
        old.values().stream()
                .map(Fleet.Member::name)
                .sorted()
                .forEach(name -> changes.add(new Change(name, "gone", "", "")));
        return new FleetDiff(changes);
    }

    private static void compare(Fleet.Member before, Fleet.Member now, List<Change> changes) {
        long was = before.assessment().time().usedBytes();
        long is = now.assessment().time().usedBytes();
        if (is > was * NOTABLE_GROWTH) {
            changes.add(new Change(now.name(), "grew", Long.toString(was), Long.toString(is)));
        }
        int order = now.assessment().verdict().compareTo(before.assessment().verdict());
        if (order != 0) {
            changes.add(new Change(
                    now.name(),
                    order < 0 ? "worse" : "better",
                    before.assessment().verdict().code(),
                    now.assessment().verdict().code()));
        }
    }
}
