package org.p2vworkbench.converter.raid;

import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.p2vworkbench.converter.failure.SourceUnreachableException;
import org.p2vworkbench.converter.hardware.DiskDrive;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.source.SourceDisk;

/**
 * Loose images that are the members of one set: one machine, and not one for each image. It has the name of the first of
 * them.
 */
final class LooseMembers {

    private LooseMembers() {}

    /** Which of some disks belong together, by their names. */
    @FunctionalInterface
    interface Belonging {
        List<List<String>> groups(List<SourceDisk> disks) throws SourceUnreachableException, InterruptedIOException;
    }

    static List<MachineSource> joined(List<MachineSource> machines, Belonging belonging, List<String> notes)
            throws SourceUnreachableException, InterruptedIOException {
        Map<String, MachineSource> loose = new HashMap<>();
        List<SourceDisk> disks = new ArrayList<>();
        for (MachineSource machine : machines) {
            if (machine.disks().size() == 1) {
                SourceDisk disk = machine.disks().get(0);
                disks.add(new SourceDisk(machine.name(), disk.at(), disk.serial(), disk.opener()));
                loose.put(machine.name(), machine);
            }
        }
        if (disks.size() < 2) {
            return machines;
        }
        List<MachineSource> joined = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (List<String> members : belonging.groups(disks)) {
            if (members.stream().noneMatch(taken::contains)) {
                taken.addAll(members);
                joined.add(together(members.stream().map(loose::get).toList()));
                notes.add("%s are the disks of one machine, %s".formatted(String.join(", ", members), members.get(0)));
            }
        }
        machines.stream().filter(machine -> !taken.contains(machine.name())).forEach(joined::add);
        return joined;
    }

    private static MachineSource together(List<MachineSource> members) {
        MachineSource first = members.get(0);
        List<SourceDisk> disks = new ArrayList<>();
        List<DiskDrive> drives = new ArrayList<>();
        for (MachineSource member : members) {
            SourceDisk disk = member.disks().get(0);
            disks.add(new SourceDisk(member.name(), disk.at(), disk.serial(), disk.opener()));
            drives.add(member.hardware().disks().get(0));
        }
        return new MachineSource(
                first.name(),
                first.input(),
                first.hardware().withDisks(drives),
                disks,
                members.stream().flatMap(member -> member.notes().stream()).toList(),
                first.integrity(),
                members.stream().flatMap(member -> member.files().stream()).collect(Collectors.toSet()));
    }
}
