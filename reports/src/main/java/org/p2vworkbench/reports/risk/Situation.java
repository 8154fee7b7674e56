package org.p2vworkbench.reports.risk;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.p2vworkbench.reports.inventory.DiskFacts;
import org.p2vworkbench.reports.inventory.Fact;
import org.p2vworkbench.reports.inventory.GuestFacts;
import org.p2vworkbench.reports.inventory.HardwareFacts;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.inventory.LiveFacts;
import org.p2vworkbench.reports.sizing.MoveTime;
import org.p2vworkbench.reports.sizing.Target;

/** What a rule may look at: the machine, where it is to go, and how long that takes. */
record Situation(Inventory inventory, Target target, MoveTime time, List<String> programs) {

    Situation(Inventory inventory, Target target, MoveTime time) {
        this(inventory, target, time, programs(inventory));
    }

    HardwareFacts hardware() {
        return inventory.hardware();
    }

    Stream<DiskFacts> fixedDisks() {
        return hardware().disks().stream().filter(disk -> !disk.removable());
    }

    Stream<DiskFacts.Partition> partitions() {
        return fixedDisks().flatMap(disk -> disk.partitions().stream());
    }

    <T> Optional<T> guest(Function<GuestFacts, Fact<T>> part) {
        return inventory.guest().flatMap(guest -> part.apply(guest).value());
    }

    <T> Optional<T> live(Function<LiveFacts, Fact<T>> part) {
        return inventory.live().flatMap(live -> part.apply(live).value());
    }

    boolean isWindows() {
        return guest(GuestFacts::family).filter("windows"::equals).isPresent();
    }

    boolean isLinux() {
        return guest(GuestFacts::family).filter("linux"::equals).isPresent();
    }

    Stream<GuestFacts.Filesystem> filesystems() {
        return guest(GuestFacts::filesystems).orElse(List.of()).stream();
    }

    Stream<GuestFacts.MountEntry> fstab() {
        return guest(GuestFacts::fstab).orElse(List.of()).stream();
    }

    /** Names of whatever runs or is installed: many rules ask for them. */
    private static List<String> programs(Inventory inventory) {
        return Stream.of(
                        inventory.live().flatMap(live -> live.services().value()),
                        inventory.live().flatMap(live -> live.processes().value()),
                        inventory.guest().flatMap(guest -> guest.software().value()),
                        inventory.guest().flatMap(guest -> guest.roles().value()))
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    boolean hasRole(String role) {
        return guest(GuestFacts::roles).filter(roles -> roles.contains(role)).isPresent();
    }

    /** The list, with commas; nothing when it is empty. */
    static Optional<String> listed(Stream<String> found) {
        List<String> all = found.distinct().limit(9).toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String shown = String.join(", ", all.subList(0, Math.min(8, all.size())));
        return Optional.of(all.size() > 8 ? shown + ", …" : shown);
    }

    static Optional<String> when(boolean so, Supplier<String> evidence) {
        return so ? Optional.of(evidence.get()) : Optional.empty();
    }

    Optional<String> programsLike(Predicate<String> name) {
        return listed(programs.stream().filter(name));
    }
}
