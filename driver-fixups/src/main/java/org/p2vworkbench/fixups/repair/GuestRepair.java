package org.p2vworkbench.fixups.repair;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.p2vworkbench.fixups.appliance.GuestDrive;
import org.p2vworkbench.fixups.appliance.GuestReadException;
import org.p2vworkbench.fixups.appliance.GuestRoot;
import org.p2vworkbench.fixups.appliance.GuestSession;
import org.p2vworkbench.fixups.appliance.LockedVolume;
import org.p2vworkbench.fixups.appliance.MountedGuest;
import org.p2vworkbench.fixups.plan.BootCode;
import org.p2vworkbench.fixups.plan.Finding;
import org.p2vworkbench.fixups.plan.MachineFacts;
import org.p2vworkbench.fixups.plan.Originals;
import org.p2vworkbench.fixups.plan.RepairPlan;
import org.p2vworkbench.fixups.plan.Severity;
import org.p2vworkbench.fixups.plan.Undo;

/** Repairs the guest on a machine's drives, in one start of the appliance. */
public final class GuestRepair {

    private final List<GuestDrive> drives;
    private final RepairOptions options;
    private final BootCode.Maker bootCode;
    private final Consumer<String> story;

    /**
     * @param drives layers, in the machine's order
     * @param bootCode for a guest that has no boot loader
     * @param story is told what an operator would wonder about
     */
    public GuestRepair(
            List<GuestDrive> drives, RepairOptions options, BootCode.Maker bootCode, Consumer<String> story) {
        this.drives = List.copyOf(drives);
        this.options = options;
        this.bootCode = bootCode;
        this.story = story;
    }

    /** What was done, and what takes it back, in order. */
    public record Done(Repair repair, List<Undo> undo) {}

    /** Finds out what the guest needs. Mounting it may replay a journal, in its layers. */
    public Repair plan() throws IOException {
        return run(Optional.empty()).repair();
    }

    /** Gives the guest what it needs, unless something forbids it; then nothing is changed. */
    public Done apply(Originals originals) throws IOException {
        return run(Optional.of(originals));
    }

    private Done run(Optional<Originals> originals) throws IOException {
        story.accept("starting the appliance, about 25 s without KVM");
        try (GuestSession session = GuestSession.open(drives, options.keys(), story)) {
            List<GuestRoot> roots;
            try {
                roots = session.roots();
            } catch (GuestReadException damaged) {
                return new Done(nobodyKnown(damaged), List.of());
            }
            Optional<GuestRoot> chosen = choose(roots);
            if (chosen.isEmpty() && (roots.isEmpty() || options.root().isPresent())) {
                List<LockedVolume> locked = session.locked();
                if (!locked.isEmpty()) {
                    return new Done(LockedGuest.unreachable(locked), List.of());
                }
            }
            if (chosen.isEmpty()) {
                return new Done(nothingToRepair(roots), List.of());
            }
            try (ScratchFolder scratch = new ScratchFolder();
                    MountedGuest guest = session.mountForRepair(chosen.get(), moved())) {
                List<LockedVolume> locked =
                        options.keys().isEmpty() ? LockedVolume.among(guest.volumes()) : session.locked();
                Repair found = kind(chosen.get()).plan(guest, options, bootCode, scratch.path());
                Repair repair = withOthers(found, chosen.get(), roots)
                        .on(chosen.get().device())
                        .among(roots.size())
                        .with(LockedGuest.data(locked));
                if (originals.isEmpty() || repair.blocker().isPresent()) {
                    return new Done(repair, List.of());
                }
                return new Done(repair, repair.plan().apply(guest, originals.get()));
            }
        }
    }

    private List<Map<String, Integer>> moved() {
        return options.machine().disks().stream().map(MachineFacts.Disk::moved).toList();
    }

    /** The one that was named, else the only one, else the one on the first drive. */
    private Optional<GuestRoot> choose(List<GuestRoot> roots) {
        List<GuestRoot> known = roots.stream()
                .filter(root -> Kinds.ALL.stream().anyMatch(kind -> kind.is(root)))
                .toList();
        if (options.root().isPresent()) {
            return known.stream()
                    .filter(root -> root.device().equals(options.root().get()))
                    .findFirst();
        }
        return known.stream().findFirst();
    }

    private static GuestKind kind(GuestRoot root) {
        return Kinds.ALL.stream().filter(kind -> kind.is(root)).findFirst().orElseThrow();
    }

    private Repair nothingToRepair(List<GuestRoot> roots) {
        String found = roots.isEmpty()
                ? "No operating system was found on the disks"
                : "Nothing is known about how to repair " + names(roots);
        Finding finding = new Finding(
                "GUEST-UNKNOWN",
                Severity.INFO,
                found + "; nothing was changed.",
                options.root().isPresent()
                        ? "Run 'p2v files ls' without a path to see what there is, and name one of it with --root."
                        : "If it does not boot, attach its disks by SATA or IDE and its card as E1000.");
        return new Repair(
                Map.of("kind", roots.isEmpty() ? "none" : "unknown"),
                new RepairPlan(List.of(), List.of(finding)),
                Optional.empty());
    }

    /** A disk of a set without the others, for one, has a partition table that fits none of it. */
    private static Repair nobodyKnown(GuestReadException damaged) {
        Finding finding = new Finding(
                "GUEST-UNREADABLE",
                Severity.HIGH,
                "What system is on the disks cannot be found out, and nothing was changed: " + damaged.getMessage(),
                "Run 'p2v inspect' on the disks; are all disks of the machine there?");
        return new Repair(Map.of("kind", "unreadable"), new RepairPlan(List.of(), List.of(finding)), Optional.empty());
    }

    private static Repair withOthers(Repair repair, GuestRoot chosen, List<GuestRoot> roots) {
        List<GuestRoot> others =
                roots.stream().filter(root -> !root.equals(chosen)).toList();
        if (others.isEmpty()) {
            return repair;
        }
        return repair.with(List.of(new Finding(
                "BOOT-002",
                Severity.MEDIUM,
                "There are more systems on the disks: %s. Only %s was repaired."
                        .formatted(names(others), names(List.of(chosen))),
                "Choose another with --root DEVICE.")));
    }

    private static String names(List<GuestRoot> roots) {
        return roots.stream()
                .map(root ->
                        "%s on %s".formatted(root.product().isEmpty() ? root.type() : root.product(), root.device()))
                .collect(Collectors.joining(", "));
    }
}
