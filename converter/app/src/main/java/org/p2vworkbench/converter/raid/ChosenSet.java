package org.p2vworkbench.converter.raid;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.detect.RaidReport;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.disks.raid.set.RaidState;

/** The one set that an operator wants to have, and whether it may be read without their word on its weaknesses. */
public final class ChosenSet {

    /** Below this a set is unproven: it is shown, and not written unless the operator insists. */
    private static final double PROVEN = 0.5;

    private ChosenSet() {}

    /**
     * @param wanted identifier or name of the set; empty when there is only one
     * @param alternative 0 for the reading that is likeliest, 1 for the first of its alternatives, and so on
     */
    public static RaidSet of(RaidReport report, Optional<String> wanted, int alternative) throws UsageException {
        List<RaidSet> sets = report.sets().stream()
                .filter(set -> wanted.isEmpty()
                        || set.uuid().equalsIgnoreCase(wanted.get())
                        || set.name().equals(wanted.get()))
                .toList();
        if (sets.isEmpty()) {
            throw new UsageException(
                    wanted.map(name -> "--set " + name).orElse("DISK"),
                    wanted.isPresent() ? "is none of the sets on these disks" : "no set was found on these disks",
                    "'p2v raid detect' with the same disks shows what there is.");
        }
        if (sets.size() > 1) {
            throw new UsageException(
                    "--set",
                    "is needed, these disks hold %d sets: %s".formatted(sets.size(), names(sets)),
                    "Name one by its identifier or its name, for example --set %s.".formatted(name(sets.get(0))));
        }
        List<RaidSet> alternatives = sets.get(0).alternatives();
        if (alternative > alternatives.size()) {
            throw new UsageException(
                    "--alternative",
                    "this set has %d other readings".formatted(alternatives.size()),
                    "'p2v raid detect' lists them in order.");
        }
        return alternative == 0 ? sets.get(0) : alternatives.get(alternative - 1);
    }

    /** Its bytes, if they can be had on the operator's terms. */
    public static BlockSource volume(RaidSet set, boolean degradedAllowed, boolean unprovenAllowed)
            throws RefusedException {
        String what = "%s %s %s"
                .formatted(set.format(), set.level().label(), name(set))
                .strip();
        if (set.volume().isEmpty()) {
            throw new RefusedException(
                    what,
                    "cannot be read: " + String.join(" ", set.findings()),
                    "Add the missing disks to the command, if there are any.");
        }
        if (set.state() == RaidState.DEGRADED && !degradedAllowed) {
            throw new RefusedException(
                    what,
                    "is degraded: members are missing or stale, and what they held will be computed from the others",
                    "Add the missing disks, or --allow-degraded to go on without them.");
        }
        if (set.confidence() <= PROVEN && !unprovenAllowed) {
            throw new RefusedException(
                    what,
                    "is not proven (confidence %.2f): %s".formatted(set.confidence(), String.join(" ", set.findings())),
                    "Read 'p2v raid detect' for what speaks for and against; --allow-unproven writes it all the same.");
        }
        return set.volume().get();
    }

    private static String names(List<RaidSet> sets) {
        return sets.stream()
                .map(set -> "%s (%s %s)"
                        .formatted(name(set), set.format(), set.level().label()))
                .collect(Collectors.joining(", "));
    }

    private static String name(RaidSet set) {
        return set.uuid().isEmpty() ? set.name() : set.uuid();
    }
}
