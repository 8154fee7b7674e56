package org.p2vworkbench.converter.recovery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;
import org.p2vworkbench.disks.partition.PartitionTable;
import org.p2vworkbench.disks.volume.Volume;
import org.p2vworkbench.disks.volume.VolumeGroup;
import org.p2vworkbench.disks.volume.VolumePart;
import org.p2vworkbench.disks.volume.VolumeState;
import org.p2vworkbench.disks.volume.lvm.LvmBackup;
import org.p2vworkbench.disks.volume.lvm.LvmGroups;

/**
 * The physical volumes of LVM among a machine's partitions. A group of plain volumes is made anew at the restore and its
 * volumes have images of their own; the partitions of every other group are saved as all of their bytes, which puts
 * snapshots, mirrors and pools back as they were.
 */
final class PhysicalVolumes {

    private static final Set<String> PLAIN = Set.of("linear", "striped");

    private final List<Member> members;
    private final PlanSet plan;
    private final Set<String> groupNames = new HashSet<>();
    private final Set<String> deviceNames = new HashSet<>();

    /** @param wholeDisk whether it is a disk without a partition table */
    record Member(String device, BlockSource bytes, FilesystemSignature signature, boolean wholeDisk) {

        String path() {
            return "/dev/" + device;
        }
    }

    PhysicalVolumes(List<Member> members, PlanSet plan) {
        this.members = members;
        this.plan = plan;
    }

    List<PlannedGroup> plan() throws IOException {
        List<PlannedGroup> groups = new ArrayList<>();
        Set<Member> taken = new HashSet<>();
        for (VolumeGroup group :
                new LvmGroups().find(members.stream().map(Member::bytes).toList())) {
            List<Member> own = membersOf(group);
            String obstacle = obstacle(group, own);
            Optional<String> configuration = obstacle.isEmpty()
                    ? LvmBackup.of(group, own.stream().map(Member::bytes).toList())
                    : Optional.empty();
            if (configuration.isPresent()) {
                groups.add(planned(group, configuration.get()));
            } else {
                String because = obstacle.isEmpty() ? "its description cannot be read" : obstacle;
                for (Member member : own) {
                    whole(member, "Volume group %s is saved by its partitions: %s.".formatted(group.name(), because));
                }
            }
            taken.addAll(own);
        }
        for (Member member : members) {
            if (!taken.contains(member)) {
                whole(member, "It is a physical volume of LVM that belongs to no group.");
            }
        }
        return groups;
    }

    private List<Member> membersOf(VolumeGroup group) {
        List<Member> own = new ArrayList<>();
        for (VolumePart part : group.parts()) {
            part.source().flatMap(this::member).ifPresent(own::add);
        }
        return own;
    }

    private Optional<Member> member(BlockSource bytes) {
        return members.stream().filter(member -> member.bytes() == bytes).findFirst();
    }

    /** Why the group cannot be made anew; empty if it can. */
    private String obstacle(VolumeGroup group, List<Member> own) {
        if (own.size() < group.parts().size()) {
            return "not all of its physical volumes are there";
        }
        if (!DeviceNames.isPlain(group.name()) || !groupNames.add(group.name())) {
            return "Clonezilla could not tell its name from others";
        }
        if (group.volumes().isEmpty()) {
            return "it has no volumes, and Clonezilla does not restore such groups";
        }
        Set<String> devices = new HashSet<>();
        for (Volume volume : group.volumes()) {
            if (!PLAIN.contains(volume.type()) || volume.internal()) {
                return "volume %s is of type %s".formatted(volume.name(), volume.type());
            }
            if (volume.state() != VolumeState.OPTIMAL || volume.bytes().isEmpty()) {
                return "volume %s is %s".formatted(volume.name(), volume.state().label());
            }
            String device = DeviceNames.volume(group.name(), volume.name());
            if (!DeviceNames.isPlain(volume.name()) || deviceNames.contains(device) || !devices.add(device)) {
                return "Clonezilla could not tell the name of volume %s from others".formatted(volume.name());
            }
        }
        deviceNames.addAll(devices);
        return "";
    }

    private PlannedGroup planned(VolumeGroup group, String configuration) throws IOException {
        List<PlannedGroup.Member> own = new ArrayList<>();
        for (VolumePart part : group.parts()) {
            own.add(new PlannedGroup.Member(
                    member(part.source().orElseThrow()).orElseThrow().path(), part.uuid()));
        }
        List<PlannedGroup.Volume> volumes = new ArrayList<>();
        for (Volume volume : group.volumes()) {
            volumes.add(volume(group, volume));
        }
        return new PlannedGroup(group.name(), configuration, own, volumes);
    }

    private PlannedGroup.Volume volume(VolumeGroup group, Volume volume) throws IOException {
        String device = DeviceNames.volume(group.name(), volume.name());
        String path = "/dev/%s/%s".formatted(group.name(), volume.name());
        BlockSource bytes = volume.bytes().orElseThrow();
        boolean divided = PartitionTable.of(bytes).kind() != PartitionTable.Kind.NONE;
        Optional<FilesystemSignature> signature = divided ? Optional.empty() : FilesystemSignature.of(bytes);
        String type = signature.map(FilesystemSignature::type).orElse("");
        if (PlanSet.isSwap(bytes, type)) {
            plan.swap(device, path, bytes, signature.get());
            return new PlannedGroup.Volume(path, "Linux swap file, version 1");
        }
        plan.data(device, path, bytes, signature);
        // A restore makes swap of every volume whose line has that word.
        String words = type.isEmpty() || type.startsWith("sw") ? "data" : type + " filesystem data";
        return new PlannedGroup.Volume(path, words);
    }

    private void whole(Member member, String because) throws RefusedException {
        if (member.wholeDisk()) {
            throw new RefusedException(
                    member.path(),
                    "is a disk without a partition table. " + because,
                    "Keep the machine folder itself; 'p2v convert --to-device' puts its image onto a disk.");
        }
        plan.warn(member.path() + ": " + because);
        plan.whole(member.device(), member.path(), member.bytes(), Optional.of(member.signature()), because);
    }
}
