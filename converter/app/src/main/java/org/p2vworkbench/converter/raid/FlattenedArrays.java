package org.p2vworkbench.converter.raid;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.SourceUnreachableException;
import org.p2vworkbench.converter.hardware.DiskDrive;
import org.p2vworkbench.converter.source.FoundSources;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.source.SeenAs;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.converter.wrap.WrappedDisk;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.partition.Partition;
import org.p2vworkbench.disks.partition.PartitionTable;
import org.p2vworkbench.disks.raid.detect.RaidDetective;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.disks.raid.set.RaidState;

/**
 * Machines whose disks are members of md arrays become machines with ordinary disks: all that hang together by arrays
 * become one, without md on it. Disks without arrays stay as they are. What has to change in the guest for that is the
 * repair's.
 */
final class FlattenedArrays {

    /** In the names of such disks, so that a copy of them never goes on with one of a member. */
    private static final String FLAT = "-flat";

    /** One of two readings, or a superblock that cannot be trusted. */
    private static final double DOUBTFUL = 0.5;

    private static final String KEEP_THEM = "convert without --flatten-raid: the guest assembles its arrays itself.";

    private final boolean degradedAllowed;

    FlattenedArrays(boolean degradedAllowed) {
        this.degradedAllowed = degradedAllowed;
    }

    FoundSources flattened(FoundSources found) throws SourceUnreachableException, InterruptedIOException {
        List<MachineSource> machines = new ArrayList<>();
        List<FoundSources.Failure> failures = new ArrayList<>(found.failures());
        List<String> notes = new ArrayList<>(found.notes());
        for (MachineSource machine : LooseMembers.joined(found.machines(), FlattenedArrays::together, notes)) {
            try {
                MachineSource flat = flattened(machine);
                notes.add("%s: its arrays become partitions; %d disks become %d"
                        .formatted(
                                machine.name(),
                                machine.disks().size(),
                                flat.disks().size()));
                machines.add(flat);
            } catch (IOException failed) {
                failures.add(new FoundSources.Failure(machine.name(), machine.input(), failed));
            }
        }
        return new FoundSources(machines, failures, notes, found.warnings());
    }

    /** What cannot be read, or not be flattened, is told of each machine by itself. */
    private static List<List<String>> together(List<SourceDisk> disks)
            throws SourceUnreachableException, InterruptedIOException {
        List<DiskImage> open = new ArrayList<>();
        try {
            List<String> names = disks.stream().map(SourceDisk::name).toList();
            return DiskGroup.of(names, sets(AssembledDisk.candidates(disks, open))).stream()
                    .filter(group -> group.disks().size() > 1)
                    .map(group -> group.disks().stream().map(names::get).toList())
                    .toList();
        } catch (SourceUnreachableException | InterruptedIOException away) {
            throw away;
        } catch (IOException unreadable) {
            return List.of();
        } finally {
            ControllerSets.close(open);
        }
    }

    private static List<RaidSet> sets(List<RaidDisk> disks) throws IOException {
        return RaidDetective.ofGuests().detect(disks).sets();
    }

    private MachineSource flattened(MachineSource machine) throws IOException {
        List<DiskImage> open = new ArrayList<>();
        try {
            List<RaidDisk> disks = AssembledDisk.candidates(machine.disks(), open);
            List<RaidSet> sets = sets(disks);
            if (sets.isEmpty()) {
                throw new RefusedException(
                        machine.input(),
                        "has no md array on its disks (%s), and --flatten-raid has nothing to flatten"
                                .formatted(names(disks)),
                        "Name all disks of the machine, or leave out --flatten-raid.");
            }
            for (RaidSet set : sets) {
                demandUsable(machine, set);
            }
            List<DiskGroup> groups =
                    DiskGroup.of(disks.stream().map(RaidDisk::name).toList(), sets);
            return replaced(machine, disks, groups);
        } finally {
            ControllerSets.close(open);
        }
    }

    private void demandUsable(MachineSource machine, RaidSet set) throws RefusedException {
        String what = "%s: the %s array %s on %s"
                .formatted(machine.name(), set.level().label(), set.uuid(), names(set.disks()));
        if (set.volume().isEmpty() || set.confidence() <= DOUBTFUL) {
            throw new RefusedException(
                    machine.input(),
                    "%s cannot be %s: %s"
                            .formatted(
                                    what,
                                    set.volume().isEmpty() ? "read" : "trusted",
                                    String.join(" ", set.findings())),
                    "Add the disks that are missing, wipe superblocks of arrays that are no more (mdadm"
                            + " --zero-superblock, on a copy), or " + KEEP_THEM);
        }
        if (set.state() == RaidState.DEGRADED && !degradedAllowed) {
            throw new RefusedException(
                    machine.input(),
                    what + " is degraded",
                    "Add the disks that are missing, --allow-degraded to go on without them, or " + KEEP_THEM);
        }
    }

    private static MachineSource replaced(MachineSource machine, List<RaidDisk> open, List<DiskGroup> groups)
            throws IOException {
        List<List<String>> names = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            List<String> known = machine.hardware().disks().get(i).names();
            names.add(known.isEmpty() ? ArrayNames.ofDisk(i) : known);
        }
        List<SourceDisk> disks = new ArrayList<>();
        List<DiskDrive> drives = new ArrayList<>();
        List<String> notes = new ArrayList<>(machine.notes());
        for (int i = 0; i < open.size(); i++) {
            int place = i;
            Optional<DiskGroup> group =
                    groups.stream().filter(each -> each.disks().contains(place)).findFirst();
            if (group.isPresent() && group.get().disks().get(0) != place) {
                continue;
            }
            SourceDisk disk = machine.disks().get(i);
            DiskDrive drive = machine.hardware().disks().get(i);
            // By its place in the alphabet it would be another.
            List<String> seenAs = disks.size() == i ? disk.seen().names() : names.get(i);
            if (group.isEmpty()) {
                SeenAs seen = new SeenAs(
                        seenAs,
                        disk.seen().bare(),
                        disk.seen().startedByHost(),
                        disk.seen().moved());
                disks.add(new SourceDisk(disk.name(), disk.at(), disk.serial(), seen, disk.opener()));
                drives.add(drive);
            } else {
                disks.add(flat(machine, group.get(), open, names, seenAs, notes));
                drives.add(new DiskDrive(
                        drive.at(), drive.image(), isWhole(group.get(), open) ? List.of() : drive.names()));
            }
        }
        return new MachineSource(
                machine.name(),
                machine.input(),
                machine.hardware().withDisks(drives),
                disks,
                notes,
                machine.integrity(),
                machine.files());
    }

    private static SourceDisk flat(
            MachineSource machine,
            DiskGroup group,
            List<RaidDisk> open,
            List<List<String>> names,
            List<String> seenAs,
            List<String> notes)
            throws IOException {
        List<SourceDisk> members = machine.disks();
        SourceDisk first = members.get(group.disks().get(0));
        boolean byHost = first.seen().startedByHost();
        if (isWhole(group, open)) {
            RaidSet set = group.sets().get(0);
            notes.add("%s array %s (%s) on %s became a disk."
                    .formatted(set.level().label(), set.uuid(), set.format(), names(set.disks())));
            SeenAs seen = new SeenAs(List.of(), false, byHost, partitions(set));
            return new SourceDisk(
                    first.name() + FLAT, first.at(), Optional.empty(), seen, () -> assembled(members, set));
        }
        FlatLayout layout = FlatLayout.of(group, open, names);
        if (group.disks().get(0) == 0 && !layout.holdsSystem()) {
            throw new RefusedException(
                    machine.input(),
                    "has nothing on its arrays that a system could start from, and they lie on its first disk",
                    "Name its disks in the order in which it boots from them, or " + KEEP_THEM);
        }
        notes.addAll(layout.notes());
        List<WrappedDisk.Source> parts = new ArrayList<>();
        for (FlatLayout.Part part : layout.parts()) {
            parts.add(new WrappedDisk.Source(
                    part.number(),
                    part.efiSystem(),
                    () -> part.set().isPresent()
                            ? assembled(members, part.set().get())
                            : PartitionImage.open(
                                    members.get(part.disk()), part.partition().orElseThrow())));
        }
        SeenAs seen = new SeenAs(seenAs, false, byHost, layout.moved());
        String name = first.name() + FLAT;
        return new SourceDisk(name, first.at(), Optional.empty(), seen, () -> WrappedDisk.open(name, parts));
    }

    private static DiskImage assembled(List<SourceDisk> members, RaidSet set) throws IOException {
        return AssembledDisk.open(members, set, RaidDetective.ofGuests());
    }

    /** Whether the disks are one array from their first sector on, with the partition table in it. */
    private static boolean isWhole(DiskGroup group, List<RaidDisk> open) throws IOException {
        if (group.sets().size() != 1) {
            return false;
        }
        RaidSet set = group.sets().get(0);
        BlockSource volume = set.volume().orElseThrow();
        if (!open.containsAll(set.disks()) || !FlatLayout.isPartitioned(volume)) {
            return false;
        }
        for (Partition partition : PartitionTable.of(volume).partitions()) {
            if (partition.endBytes() > volume.size()) {
                throw new RefusedException(
                        "md array " + set.uuid(),
                        "ends before its partition %d does, so its superblock may be that of a partition"
                                .formatted(partition.number()),
                        "To go on, " + KEEP_THEM);
            }
        }
        return true;
    }

    /** Of an array that is a disk, by its own name, and its partitions: "md0p1", "md_d0p1". */
    private static Map<String, Integer> partitions(RaidSet set) throws IOException {
        Map<String, Integer> moved = new HashMap<>();
        for (String name : ArrayNames.of(set)) {
            for (Partition partition :
                    PartitionTable.of(set.volume().orElseThrow()).partitions()) {
                moved.put(ArrayNames.partition(name, partition.number()), partition.number());
                moved.put(
                        ArrayNames.partition(name.replaceFirst("^md(?=\\d)", "md_d"), partition.number()),
                        partition.number());
            }
            moved.put(name, 0);
        }
        return moved;
    }

    private static String names(List<RaidDisk> disks) {
        return disks.stream().map(RaidDisk::name).collect(Collectors.joining(", "));
    }
}
