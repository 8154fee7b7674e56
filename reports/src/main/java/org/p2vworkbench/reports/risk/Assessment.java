package org.p2vworkbench.reports.risk;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.sizing.Downtime;
import org.p2vworkbench.reports.sizing.MoveTime;
import org.p2vworkbench.reports.sizing.Proposal;
import org.p2vworkbench.reports.sizing.Target;

/**
 * What follows from an inventory: findings, worst first, the verdict, and what the move takes.
 *
 * @param effort how much work it is: twice the blockers, once the high, a third of the medium findings, and the size
 */
public record Assessment(
        Verdict verdict,
        List<Finding> findings,
        Proposal proposal,
        MoveTime time,
        Optional<Downtime> downtime,
        double effort) {

    private static final double BLOCKER_EFFORT = 2;
    private static final double HIGH_EFFORT = 1;
    private static final double MEDIUM_EFFORT = 0.3;
    private static final double LARGE_BYTES = 1e12;

    private static final List<Rule> BUILT_IN = Stream.of(
                    StorageRules.all(),
                    FilesystemRules.all(),
                    SystemRules.all(),
                    HardwareRules.all(),
                    OperationRules.all())
            .flatMap(List::stream)
            .toList();

    public Assessment {
        findings = List.copyOf(findings);
    }

    /** By the rules of this program and those of the site. */
    public static Assessment of(Inventory inventory, Target target, SiteRules site) {
        MoveTime time = MoveTime.of(inventory, target);
        Situation situation = new Situation(inventory, target, time);
        List<Finding> findings = Stream.concat(BUILT_IN.stream(), site.rules().stream())
                .flatMap(rule -> rule.check(situation).stream())
                .sorted(Comparator.comparing(Finding::severity).thenComparing(Finding::code))
                .toList();
        return new Assessment(
                Verdict.of(findings),
                findings,
                Proposal.of(inventory, target),
                time,
                Downtime.of(inventory, time),
                effort(findings, time));
    }

    static Stream<Rule> builtIn() {
        return BUILT_IN.stream();
    }

    public long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    private static double effort(List<Finding> findings, MoveTime time) {
        double sum = 1 + time.usedBytes() / LARGE_BYTES;
        for (Finding finding : findings) {
            sum += switch (finding.severity()) {
                case BLOCKER -> BLOCKER_EFFORT;
                case HIGH -> HIGH_EFFORT;
                case MEDIUM -> MEDIUM_EFFORT;
                case LOW, INFO -> 0;
            };
        }
        return Math.round(sum * 10) / 10.0;
    }
}
