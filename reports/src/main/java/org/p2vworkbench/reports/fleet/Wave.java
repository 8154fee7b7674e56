package org.p2vworkbench.reports.fleet;

import java.util.List;

/** Machines that move in one window. */
public record Wave(int number, List<Fleet.Member> members) {

    public Wave {
        members = List.copyOf(members);
    }

    public double p50Seconds() {
        return members.stream()
                .mapToDouble(member -> member.assessment().time().p50Seconds())
                .sum();
    }

    public double p90Seconds() {
        return members.stream()
                .mapToDouble(member -> member.assessment().time().p90Seconds())
                .sum();
    }
}
