package org.p2vworkbench.disks.volume.lvm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.volume.VolumeFormat;
import org.p2vworkbench.disks.volume.VolumeGroup;
import org.p2vworkbench.disks.volume.VolumePart;

/**
 * Finds LVM2 volume groups. A group is known by its id and never by its name, which the disks of two machines may share;
 * of the descriptions that its physical volumes hold the one with the highest sequence number counts.
 *
 * <p>A member of a RAID 1 whose superblock lies at its end shows the same label as the assembled RAID volume: members of
 * assembled sets are not to be among the candidates.
 */
public final class LvmGroups implements VolumeFormat {

    @Override
    public List<VolumeGroup> find(List<BlockSource> candidates) throws IOException {
        List<PhysicalVolume> found = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (BlockSource candidate : candidates) {
            try {
                Optional<PvLabel> label = PvLabel.in(candidate);
                if (label.isPresent()) {
                    found.add(PhysicalVolume.of(label.get()));
                }
            } catch (DiskFormatException broken) {
                unreadable.add("%s. %s".formatted(broken.getMessage(), broken.next()));
            }
        }
        Map<String, VgDescription> newest = newestById(found);
        List<VolumeGroup> groups = new ArrayList<>();
        for (VgDescription vg : newest.values()) {
            groups.add(new GroupAssembly(vg, found, unreadable).assemble());
        }
        groups.addAll(damagedOf(found, newest));
        return groups;
    }

    private static Map<String, VgDescription> newestById(List<PhysicalVolume> found) {
        Map<String, VgDescription> newest = new LinkedHashMap<>();
        for (PhysicalVolume volume : found) {
            volume.group()
                    .ifPresent(group ->
                            newest.merge(group.id(), group, (one, other) -> other.seqno() > one.seqno() ? other : one));
        }
        return newest;
    }

    /** Physical volumes that no readable description names and whose own one is damaged: shown, or they would vanish. */
    private static List<VolumeGroup> damagedOf(List<PhysicalVolume> found, Map<String, VgDescription> newest) {
        List<VolumeGroup> groups = new ArrayList<>();
        for (PhysicalVolume volume : found) {
            boolean named = newest.values().stream()
                    .flatMap(vg -> vg.physicalVolumes().values().stream())
                    .anyMatch(pv -> pv.id().equals(volume.uuid()));
            if (!named && !volume.damage().isEmpty() && volume.group().isEmpty()) {
                VolumePart part = new VolumePart(
                        volume.uuid(),
                        volume.source().name(),
                        Optional.of(volume.source()),
                        volume.source().size(),
                        List.of());
                groups.add(new VolumeGroup("lvm2", "", "", List.of(part), List.of(), volume.damage()));
            }
        }
        return groups;
    }
}
