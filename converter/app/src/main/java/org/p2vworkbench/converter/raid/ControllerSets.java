package org.p2vworkbench.converter.raid;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.SourceUnreachableException;
import org.p2vworkbench.converter.hardware.DiskDrive;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.source.FoundSources;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.raid.detect.RaidDetective;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.disks.raid.set.RaidState;

/**
 * Machines whose disks are members of a controller's set become machines with that set's volume as their disk, as the
 * old machine saw it. Sets of Linux md stay as they are: the guest assembles them itself.
 */
public final class ControllerSets {

    /** Below this the operator has to look: a wrong volume would look like a converted machine. */
    private static final double SURE = 0.9;

    private final boolean degradedAllowed;

    public ControllerSets(boolean degradedAllowed) {
        this.degradedAllowed = degradedAllowed;
    }

    public FoundSources assembled(FoundSources found) throws SourceUnreachableException, InterruptedIOException {
        List<MachineSource> machines = new ArrayList<>();
        List<FoundSources.Failure> failures = new ArrayList<>(found.failures());
        List<String> notes = new ArrayList<>(found.notes());
        for (MachineSource machine : LooseMembers.joined(found.machines(), ControllerSets::members, notes)) {
            try {
                machines.add(machine.disks().size() < 2 ? machine : assembled(machine, notes));
            } catch (RefusedException | SourceUnreachableException | InterruptedIOException failed) {
                failures.add(new FoundSources.Failure(machine.name(), machine.input(), failed));
            }
        }
        return new FoundSources(machines, failures, notes, found.warnings());
    }

    /** The same of one machine. */
    public MachineSource assembled(MachineSource machine) throws IOException {
        FoundSources found = assembled(new FoundSources(List.of(machine), List.of(), List.of(), List.of()));
        if (found.machines().isEmpty()) {
            throw found.failures().get(0).cause();
        }
        return found.machines().get(0);
    }

    private MachineSource assembled(MachineSource machine, List<String> notes)
            throws RefusedException, SourceUnreachableException, InterruptedIOException {
        MachineSource now = machine;
        for (RaidSet set : sets(machine.disks())) {
            demandUsable(machine, set);
            notes.add("%s: %s are a %s set (%s); its volume becomes the machine's disk"
                    .formatted(machine.name(), names(set), set.level().label(), set.format()));
            now = replaced(now, machine.disks(), set);
        }
        return now;
    }

    private static List<List<String>> members(List<SourceDisk> disks)
            throws SourceUnreachableException, InterruptedIOException {
        return sets(disks).stream()
                .map(set -> set.disks().stream().map(RaidDisk::name).toList())
                .toList();
    }

    /**
     * Of what cannot be opened the conversion will tell. But a machine that went away is not one without sets: its members
     * would be copied one by one.
     */
    private static List<RaidSet> sets(List<SourceDisk> disks)
            throws SourceUnreachableException, InterruptedIOException {
        List<DiskImage> open = new ArrayList<>();
        try {
            List<RaidDisk> candidates = AssembledDisk.candidates(disks, open);
            return RaidDetective.byMetadata().detect(candidates).sets().stream()
                    .filter(set -> !set.format().startsWith("md-"))
                    .filter(set -> set.confidence() > SURE && set.disks().size() > 1)
                    .toList();
        } catch (SourceUnreachableException | InterruptedIOException away) {
            throw away;
        } catch (IOException unreadable) {
            return List.of();
        } finally {
            close(open);
        }
    }

    static void close(List<DiskImage> images) {
        for (DiskImage image : images) {
            try {
                image.close();
            } catch (IOException onlyRead) {
                // There is nothing that closing could lose.
                continue;
            }
        }
    }

    private void demandUsable(MachineSource machine, RaidSet set) throws RefusedException {
        String what = "%s: its disks %s are a %s set (%s)"
                .formatted(machine.name(), names(set), set.level().label(), set.format());
        if (set.volume().isEmpty()) {
            throw new RefusedException(
                    machine.input(),
                    "%s that cannot be read: %s".formatted(what, String.join(" ", set.findings())),
                    "Add the missing disks, or --keep-members to convert the disks one by one.");
        }
        if (set.state() == RaidState.DEGRADED && !degradedAllowed) {
            throw new RefusedException(
                    machine.input(),
                    what + " that is degraded",
                    "Add the missing disks, --allow-degraded to go on without them, or --keep-members to convert the"
                            + " disks one by one.");
        }
    }

    private static MachineSource replaced(MachineSource machine, List<SourceDisk> all, RaidSet set) {
        Set<String> members = set.disks().stream().map(RaidDisk::name).collect(Collectors.toCollection(HashSet::new));
        List<SourceDisk> disks = new ArrayList<>();
        List<DiskDrive> drives = new ArrayList<>();
        boolean placed = false;
        for (int i = 0; i < machine.disks().size(); i++) {
            SourceDisk disk = machine.disks().get(i);
            if (!members.contains(disk.name())) {
                disks.add(disk);
                drives.add(machine.hardware().disks().get(i));
            } else if (!placed) {
                placed = true;
                disks.add(new SourceDisk(
                        disk.name(), disk.at(), () -> AssembledDisk.open(all, set, RaidDetective.byMetadata())));
                // What its members were called is no name of the volume.
                DiskDrive member = machine.hardware().disks().get(i);
                drives.add(new DiskDrive(member.at(), member.image()));
            }
        }
        if (!placed) {
            // Another volume of a group whose first volume took the members' place.
            SourceDisk first = all.stream()
                    .filter(disk -> members.contains(disk.name()))
                    .findFirst()
                    .orElseThrow();
            String name = "%s-volume%d".formatted(first.name(), disks.size() + 1);
            disks.add(new SourceDisk(name, first.at(), () -> AssembledDisk.open(all, set, RaidDetective.byMetadata())));
            drives.add(new DiskDrive(first.at(), name));
        }
        MachineHardware hardware = machine.hardware().withDisks(drives);
        return new MachineSource(
                machine.name(),
                machine.input(),
                hardware,
                disks,
                machine.notes(),
                machine.integrity(),
                machine.files());
    }

    private static String names(RaidSet set) {
        return set.disks().stream().map(RaidDisk::name).collect(Collectors.joining(", "));
    }
}
