package org.p2vworkbench.converter.survey;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.p2vworkbench.fixups.description.GuestDescription;
import org.p2vworkbench.fixups.plan.Finding;
import org.p2vworkbench.fixups.plan.Severity;
import org.p2vworkbench.fixups.repair.Repair;
import org.p2vworkbench.reports.inventory.DiskFacts;
import org.p2vworkbench.reports.inventory.Fact;
import org.p2vworkbench.reports.inventory.GuestFacts;
import org.p2vworkbench.reports.inventory.Inventory;

/**
 * A guest that was looked into, as part of an inventory. What the running system told of itself stays; what only its disks
 * tell is added; where both tell something else, that is in the inventory too.
 *
 * @param disks names of the machine's disks, in its order
 */
public record SeenGuest(Repair repair, List<String> disks, Clock clock) {

    /** What a filesystem is in, by the finding that says so. */
    private static final Map<String, String> STATES = Map.of("FS-001", "dirty", "FS-002", "hibernated");

    public Inventory into(Inventory known) throws IOException {
        Optional<GuestDescription> description = repair.description();
        if (description.isEmpty()) {
            return GuestLook.unseen(
                    known, repair.plan().findings().stream().map(Finding::text).collect(Collectors.joining(" ")));
        }
        GuestFacts seen = new OfflineGuest(description.get(), disks, clock, GuestLook.now(clock)).facts();
        Optional<GuestFacts> told = known.guest();
        Inventory withState = known.with(known.hardware()
                .with(
                        states(known.hardware().disks(), description.get()),
                        known.hardware().raidSets(),
                        known.hardware().volumes()));
        return told.isEmpty()
                ? withState.with(Optional.of(seen), known.live())
                : withState
                        .with(Optional.of(told.get().orElse(seen)), known.live())
                        .disagreeing(disagreements(told.get(), seen));
    }

    /** The volume of the system is as the repair found it. */
    private List<DiskFacts> states(List<DiskFacts> all, GuestDescription description) {
        Optional<String> state = repair.plan().findings().stream()
                // Of less weight is a check that is only due.
                .filter(finding -> finding.severity().compareTo(Severity.HIGH) <= 0)
                .map(Finding::code)
                .filter(STATES::containsKey)
                .map(STATES::get)
                .findFirst();
        Optional<GuestDescription.Room> root = description.rooms().stream()
                .filter(room -> room.place().equals("C:")
                        && room.disk().isPresent()
                        && room.disk().getAsInt() < disks.size())
                .findFirst();
        if (state.isEmpty() || root.isEmpty()) {
            return all;
        }
        String disk = disks.get(root.get().disk().getAsInt());
        int number = root.get().partition().orElse(-1);
        return all.stream()
                .map(one -> one.name().equals(disk) ? one.inState(number, state.get()) : one)
                .toList();
    }

    private static List<Inventory.Disagreement> disagreements(GuestFacts told, GuestFacts seen) {
        List<Inventory.Disagreement> all = new ArrayList<>();
        compare("family", told.family(), seen.family(), all);
        compare("distribution", told.id(), seen.id(), all);
        compare("version", told.version(), seen.version(), all);
        compare("host name", told.hostName(), seen.hostName(), all);
        return all;
    }

    private static void compare(String what, Fact<String> told, Fact<String> seen, List<Inventory.Disagreement> into) {
        if (told.isKnown() && seen.isKnown() && !isAlike(told.orElse(""), seen.orElse(""))) {
            into.add(new Inventory.Disagreement(
                    "the system: " + what,
                    told.orElse(""),
                    told.by() + ", " + told.source(),
                    seen.orElse(""),
                    seen.by() + ", " + seen.source()));
        }
    }

    /** A host's name may have its domain behind it, a version its build. */
    private static boolean isAlike(String one, String other) {
        String a = one.strip();
        String b = other.strip();
        return a.equalsIgnoreCase(b)
                || a.regionMatches(true, 0, b + ".", 0, b.length() + 1)
                || b.regionMatches(true, 0, a + ".", 0, a.length() + 1);
    }
}
