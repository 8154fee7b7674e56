package org.p2vworkbench.reports.fleet;

import java.util.List;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.risk.Assessment;
import org.p2vworkbench.reports.risk.Verdict;
import org.p2vworkbench.reports.sizing.Target;

/**
 * An estate.
 *
 * @param members each machine once, by name
 * @param broken files that are no inventories
 * @param merged how many inventories were of a machine that another was of too
 */
public record Fleet(List<Member> members, List<Broken> broken, int merged, Target target) {

    public Fleet {
        members = List.copyOf(members);
        broken = List.copyOf(broken);
    }

    /** A machine; {@code file} is where its newest inventory is. */
    public record Member(String file, Inventory inventory, Assessment assessment) {

        public String name() {
            return inventory.machine();
        }
    }

    /** A file that could not be used. */
    public record Broken(String file, String why) {}

    public long count(Verdict verdict) {
        return members.stream()
                .filter(member -> member.assessment().verdict() == verdict)
                .count();
    }

    public long usedBytes() {
        return members.stream()
                .mapToLong(member -> member.assessment().time().usedBytes())
                .reduce(0, Inventory::saturated);
    }

    public long poolBytes() {
        return members.stream()
                .mapToLong(member -> member.assessment().proposal().poolBytes())
                .reduce(0, Inventory::saturated);
    }

    /** With so many hosts that receive at the same time, each one machine after the other. */
    public double p50Seconds() {
        return members.stream()
                        .mapToDouble(member -> member.assessment().time().p50Seconds())
                        .sum()
                / target.hosts();
    }

    public double p90Seconds() {
        return members.stream()
                        .mapToDouble(member -> member.assessment().time().p90Seconds())
                        .sum()
                / target.hosts();
    }
}
