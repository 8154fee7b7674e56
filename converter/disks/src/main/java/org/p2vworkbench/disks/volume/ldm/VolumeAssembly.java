package org.p2vworkbench.disks.volume.ldm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Slice;
import org.p2vworkbench.disks.raid.ConcatenatedVolume;
import org.p2vworkbench.disks.raid.MirroredVolume;
import org.p2vworkbench.disks.raid.ParityLayout;
import org.p2vworkbench.disks.raid.ParityVolume;
import org.p2vworkbench.disks.raid.StripedVolume;
import org.p2vworkbench.disks.volume.Volume;
import org.p2vworkbench.disks.volume.VolumeState;

/**
 * Makes one volume of a disk group readable: its components are copies of one another, and each is partitions one after
 * another, in stripes, or in stripes with parity (left-symmetric, libldm src/ldm.c, _dm_create_raid5).
 */
final class VolumeAssembly {

    private static final String ACTIVE = "ACTIVE";

    private final LdmRecord.OfVolume volume;
    private final GroupMap map;
    private final Map<Long, GroupDisk> disks;
    private final List<String> findings = new ArrayList<>();
    private boolean degraded;

    VolumeAssembly(LdmRecord.OfVolume volume, GroupMap map, Map<Long, GroupDisk> disks) {
        this.volume = volume;
        this.map = map;
        this.disks = disks;
    }

    Volume assemble() {
        List<LdmRecord.OfComponent> components = map.componentsOf(volume);
        int sectorBytes = sectorBytes();
        long sizeBytes = volume.sectors() > Long.MAX_VALUE / sectorBytes ? 0 : volume.sectors() * sectorBytes;
        Optional<BlockSource> bytes = Optional.empty();
        if (components.size() != volume.components() || components.isEmpty() || sizeBytes == 0) {
            findings.add("The database gives it %d components of which there are %d, and %d sectors."
                    .formatted(volume.components(), components.size(), volume.sectors()));
        } else {
            bytes = fromComponents(components, sizeBytes);
        }
        if (!volume.state().equals(ACTIVE)) {
            findings.add("Windows had marked it \"%s\".".formatted(volume.state()));
        }
        VolumeState readable = degraded ? VolumeState.DEGRADED : VolumeState.OPTIMAL;
        return new Volume(
                volume.hint().isEmpty() ? volume.name() : volume.name() + " (" + volume.hint() + ")",
                volume.guid(),
                type(components),
                sizeBytes,
                bytes.isPresent() ? readable : VolumeState.FAILED,
                bytes,
                findings,
                false);
    }

    /** As Disk Management has it. */
    private String type(List<LdmRecord.OfComponent> components) {
        if (components.size() > 1) {
            return "mirrored";
        }
        if (components.isEmpty()) {
            return "unknown";
        }
        return switch (components.get(0).kind()) {
            case STRIPED -> "striped";
            case RAID5 -> "raid5";
            case SPANNED -> map.partitionsOf(components.get(0)).size() > 1 ? "spanned" : "simple";
        };
    }

    /** Sizes are in sectors of the disks, which are all alike in a group; any that is there tells. */
    private int sectorBytes() {
        return disks.values().stream()
                .flatMap(disk -> disk.disk().stream())
                .mapToInt(DynamicDisk::sectorBytes)
                .findFirst()
                .orElse(512);
    }

    private Optional<BlockSource> fromComponents(List<LdmRecord.OfComponent> components, long sizeBytes) {
        boolean mirrored = components.size() > 1;
        List<Optional<BlockSource>> copies = new ArrayList<>();
        for (LdmRecord.OfComponent component : components) {
            copies.add(new ComponentAssembly(component, mirrored).assemble(sizeBytes));
        }
        if (!mirrored) {
            return copies.get(0);
        }
        degraded |= copies.stream().anyMatch(Optional::isEmpty);
        MirroredVolume mirror = new MirroredVolume(volume.name(), copies, sizeBytes);
        return mirror.readable() ? Optional.of(mirror) : Optional.empty();
    }

    /** One copy of the volume's data. */
    private final class ComponentAssembly {

        private final LdmRecord.OfComponent component;
        private final boolean redundant;
        private final List<LdmRecord.OfPartition> partitions;

        ComponentAssembly(LdmRecord.OfComponent component, boolean mirrored) {
            this.component = component;
            this.redundant = mirrored || component.kind() == LdmRecord.Kind.RAID5;
            this.partitions = map.partitionsOf(component);
        }

        Optional<BlockSource> assemble(long sizeBytes) {
            if (partitions.size() != component.partitions() || partitions.isEmpty()) {
                findings.add("The database gives a component %d partitions and lists %d."
                        .formatted(component.partitions(), partitions.size()));
                return Optional.empty();
            }
            List<Optional<BlockSource>> members = new ArrayList<>();
            for (LdmRecord.OfPartition partition : partitions) {
                members.add(bytes(partition));
            }
            return switch (component.kind()) {
                case SPANNED -> spanned(members, sizeBytes);
                case STRIPED -> inColumns(members, sizeBytes, partitions.size());
                case RAID5 -> inColumns(members, sizeBytes, partitions.size() - 1);
            };
        }

        private Optional<BlockSource> bytes(LdmRecord.OfPartition partition) {
            GroupDisk on = disks.get(partition.disk());
            if (on == null || on.disk().isEmpty()) {
                findings.add("%s, which holds %s, is not there."
                        .formatted(on == null ? "A disk that nothing describes" : on.name(), partition.name()));
                return Optional.empty();
            }
            if (on.stale() && redundant) {
                findings.add("%s was away for a while: %s is not read.".formatted(on.name(), partition.name()));
                return Optional.empty();
            }
            DynamicDisk disk = on.disk().get();
            long sectors = disk.source().size() / disk.sectorBytes();
            long start = disk.head().dataAtSector();
            if (partition.sectors() > sectors
                    || start > sectors - partition.sectors()
                    || partition.start() > sectors - partition.sectors() - start) {
                findings.add("%s has %d sectors, %s would have %d from %d on: the disk or its image is cut short."
                        .formatted(
                                on.name(), sectors, partition.name(), partition.sectors(), partition.start() + start));
                return Optional.empty();
            }
            return Optional.of(new Slice(
                    on.name() + "/" + partition.name(),
                    disk.source(),
                    (start + partition.start()) * disk.sectorBytes(),
                    partition.sectors() * disk.sectorBytes()));
        }

        private Optional<BlockSource> spanned(List<Optional<BlockSource>> members, long sizeBytes) {
            long next = 0;
            for (LdmRecord.OfPartition partition : partitions) {
                if (partition.volumeOffset() != next) {
                    findings.add("%s is said to begin at sector %d of the volume, the one before ends at %d."
                            .formatted(partition.name(), partition.volumeOffset(), next));
                    return Optional.empty();
                }
                next += partition.sectors();
            }
            if (members.stream().anyMatch(Optional::isEmpty)) {
                return Optional.empty();
            }
            BlockSource all = new ConcatenatedVolume(
                    volume.name(), members.stream().flatMap(Optional::stream).toList());
            return holds(all.size(), sizeBytes)
                    ? Optional.of(new Slice(volume.name(), all, 0, sizeBytes))
                    : Optional.empty();
        }

        private Optional<BlockSource> inColumns(List<Optional<BlockSource>> members, long sizeBytes, int data) {
            long chunkBytes =
                    component.chunkSectors() > Integer.MAX_VALUE ? 0 : component.chunkSectors() * sectorBytes();
            for (int column = 0; column < partitions.size(); column++) {
                if (partitions.get(column).column() != column || component.columns() != partitions.size()) {
                    findings.add("Its %d columns are not one partition each.".formatted(component.columns()));
                    return Optional.empty();
                }
            }
            if (chunkBytes == 0 || data < 1) {
                findings.add("%d columns in chunks of %d sectors make no volume."
                        .formatted(component.columns(), component.chunkSectors()));
                return Optional.empty();
            }
            long rowBytes = chunkBytes * data;
            long memberBytes = (sizeBytes / rowBytes + (sizeBytes % rowBytes == 0 ? 0 : 1)) * chunkBytes;
            for (Optional<BlockSource> member : members) {
                if (member.isPresent() && !holds(member.get().size(), memberBytes)) {
                    return Optional.empty();
                }
            }
            return component.kind() == LdmRecord.Kind.RAID5
                    ? parity(members, chunkBytes, sizeBytes)
                    : striped(members, chunkBytes, sizeBytes);
        }

        private Optional<BlockSource> striped(List<Optional<BlockSource>> members, long chunkBytes, long sizeBytes) {
            return members.stream().allMatch(Optional::isPresent)
                    ? Optional.of(new StripedVolume(volume.name(), members, chunkBytes, sizeBytes))
                    : Optional.empty();
        }

        private Optional<BlockSource> parity(List<Optional<BlockSource>> members, long chunkBytes, long sizeBytes) {
            ParityVolume raid =
                    new ParityVolume(volume.name(), members, chunkBytes, ParityLayout.RAID5_LEFT_SYMMETRIC, sizeBytes);
            degraded |= members.stream().anyMatch(Optional::isEmpty);
            return raid.readable() ? Optional.of(raid) : Optional.empty();
        }

        private boolean holds(long has, long needed) {
            if (has < needed) {
                findings.add("Its partitions have %d bytes where %d are needed.".formatted(has, needed));
            }
            return has >= needed;
        }
    }
}
