package org.p2vworkbench.disks.volume.ldm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.p2vworkbench.disks.volume.Volume;
import org.p2vworkbench.disks.volume.VolumeGroup;
import org.p2vworkbench.disks.volume.VolumePart;

/** One disk group: which of its disks are there, and what becomes of its volumes. */
final class DiskGroup {

    private final DynamicDisk newest;
    private final LdmDatabase database;
    private final List<DynamicDisk> disks;
    private final List<String> findings = new ArrayList<>();
    private final Map<Long, GroupDisk> byId = new HashMap<>();

    /** @param newest one of {@code disks} whose database counts */
    DiskGroup(DynamicDisk newest, List<DynamicDisk> disks) {
        this.newest = newest;
        this.database = newest.database().orElseThrow();
        this.disks = disks;
    }

    VolumeGroup assemble() {
        if (database.committed() != database.pending()) {
            findings.add(
                    "The database of %s has change %d pending behind %d: Windows was changing volumes when it stopped."
                            .formatted(newest.source().name(), database.pending(), database.committed()));
        }
        disks.forEach(disk -> findings.addAll(disk.damage()));
        List<LdmRecord.OfDisk> described = database.of(LdmRecord.OfDisk.class);
        for (LdmRecord.OfDisk disk : described) {
            byId.put(disk.id(), present(disk));
        }
        GroupMap map = new GroupMap(database);
        List<Volume> volumes = new ArrayList<>();
        for (LdmRecord.OfVolume volume : database.of(LdmRecord.OfVolume.class)) {
            volumes.add(new VolumeAssembly(volume, map, byId).assemble());
        }
        DiskAreas areas = new DiskAreas(map);
        List<VolumePart> parts = new ArrayList<>();
        for (LdmRecord.OfDisk disk : described) {
            GroupDisk found = byId.get(disk.id());
            parts.add(new VolumePart(
                    disk.guid(),
                    found.name(),
                    found.disk().map(DynamicDisk::source),
                    found.disk().map(present -> present.source().size()).orElse(0L),
                    found.disk().map(present -> areas.of(disk.id(), present)).orElse(List.of())));
        }
        PrivHead head = newest.head();
        return new VolumeGroup("ldm", head.groupName(), head.groupGuid(), parts, volumes, findings);
    }

    private GroupDisk present(LdmRecord.OfDisk disk) {
        List<DynamicDisk> claims = disks.stream()
                .filter(found -> found.head().diskGuid().equalsIgnoreCase(disk.guid()))
                .toList();
        if (claims.isEmpty()) {
            findings.add("%s (%s) of the group is not among the disks: add it.".formatted(disk.name(), disk.guid()));
            return new GroupDisk(disk.name(), disk.name(), Optional.empty(), false);
        }
        String names = claims.stream().map(claim -> claim.source().name()).collect(Collectors.joining(", "));
        if (claims.size() > 1) {
            findings.add("%s all say that they are %s (%s): copies of one another, or the same disk on several paths."
                            .formatted(names, disk.name(), disk.guid())
                    + " None is read; name only one of them.");
            return new GroupDisk(disk.name(), names, Optional.empty(), false);
        }
        DynamicDisk only = claims.get(0);
        boolean stale = only.database().isPresent() && only.committed() != database.committed();
        if (stale) {
            findings.add(
                    ("%s holds an older database (change %d, the newest is %d): it was away for a while. Mirrors and"
                                    + " RAID-5 do without it; to read it instead, leave the other disks out.")
                            .formatted(names, only.committed(), database.committed()));
        }
        return new GroupDisk(disk.name(), names, Optional.of(only), stale);
    }
}
