package org.p2vworkbench.disks.volume.ldm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.volume.VolumeFormat;
import org.p2vworkbench.disks.volume.VolumeGroup;
import org.p2vworkbench.disks.volume.VolumePart;

/**
 * Finds the disk groups of Windows. Disks belong together by the group's identifier in their headers; of their copies of
 * the database the one that was committed last counts.
 */
public final class LdmGroups implements VolumeFormat {

    @Override
    public List<VolumeGroup> find(List<BlockSource> candidates) throws IOException {
        Map<String, List<DynamicDisk>> byGroup = new LinkedHashMap<>();
        for (BlockSource candidate : candidates) {
            DynamicDisk.in(candidate)
                    .ifPresent(disk -> byGroup.computeIfAbsent(disk.head().groupGuid(), guid -> new ArrayList<>())
                            .add(disk));
        }
        List<VolumeGroup> groups = new ArrayList<>();
        for (List<DynamicDisk> disks : byGroup.values()) {
            Optional<DynamicDisk> newest = disks.stream()
                    .filter(disk -> disk.database().isPresent())
                    .max(Comparator.comparingLong(DynamicDisk::committed));
            groups.add(newest.isPresent() ? new DiskGroup(newest.get(), disks).assemble() : undescribed(disks));
        }
        return groups;
    }

    /** All copies of the database are damaged: the disks are shown, and why nothing can be said of their volumes. */
    private static VolumeGroup undescribed(List<DynamicDisk> disks) {
        List<String> findings = new ArrayList<>();
        List<VolumePart> parts = new ArrayList<>();
        for (DynamicDisk disk : disks) {
            findings.addAll(disk.damage());
            parts.add(new VolumePart(
                    disk.head().diskGuid(),
                    disk.source().name(),
                    Optional.of(disk.source()),
                    disk.source().size(),
                    List.of()));
        }
        PrivHead head = disks.get(0).head();
        return new VolumeGroup("ldm", head.groupName(), head.groupGuid(), parts, List.of(), findings);
    }
}
