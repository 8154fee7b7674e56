package org.p2vworkbench.disks.raid.ddf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Disks that say they belong together, and the newest copy of what they say.
 *
 * @param newest whose tables are believed: whole before damaged, then by sequence
 */
record DdfGroup(DdfGuid guid, List<DdfDisk> disks, DdfDisk newest) {

    private static final Comparator<DdfDisk> BELIEVED =
            Comparator.comparing((DdfDisk disk) -> !disk.copy().isSound()).thenComparing(disk -> -disk.sequence());

    DdfGroup {
        disks = List.copyOf(disks);
    }

    /** The header's GUID is the group's: where firmware gives volumes new GUIDs at every boot, this one stays. */
    static List<DdfGroup> among(List<DdfDisk> disks) {
        Map<DdfGuid, List<DdfDisk>> byGuid = new LinkedHashMap<>();
        for (DdfDisk disk : disks) {
            byGuid.computeIfAbsent(disk.copy().header().guid(), guid -> new ArrayList<>())
                    .add(disk);
        }
        List<DdfGroup> groups = new ArrayList<>();
        byGuid.forEach((guid, members) -> groups.add(
                new DdfGroup(guid, members, members.stream().min(BELIEVED).orElseThrow())));
        return groups;
    }

    List<DdfDisk> withReference(long reference) {
        return disks.stream().filter(disk -> disk.reference() == reference).toList();
    }

    /** What the newest tables say of a disk. */
    Optional<PhysicalDisk> physical(long reference) {
        return newest.copy().physical().stream()
                .filter(entry -> entry.reference() == reference)
                .findFirst();
    }

    Optional<VirtualDisk> virtual(DdfGuid volume) {
        return newest.copy().virtual().stream()
                .filter(entry -> entry.guid().equals(volume))
                .findFirst();
    }
}
