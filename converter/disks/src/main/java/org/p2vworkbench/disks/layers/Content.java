package org.p2vworkbench.disks.layers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.allocation.AllocationMap;
import org.p2vworkbench.disks.allocation.Allocations;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;
import org.p2vworkbench.disks.partition.Partition;
import org.p2vworkbench.disks.partition.PartitionTable;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.disks.volume.PhysicalVolumeAllocation;
import org.p2vworkbench.disks.volume.Volume;
import org.p2vworkbench.disks.volume.VolumeGroup;
import org.p2vworkbench.disks.volume.VolumePart;

/**
 * What lies on something that has bytes: a partition table with what lies in the partitions, or a filesystem, or a part
 * of a set or group.
 *
 * <p>Damage is what a look is there to find: it becomes a finding beside whatever could be read. Only bytes that are not
 * delivered are a failure.
 */
final class Content {

    private final Membership membership;
    private final Map<Volume, Layer> volumes = new HashMap<>();

    Content(Membership membership) {
        this.membership = membership;
    }

    /** What was found, and which bytes of the owner are in use; empty for all. */
    record Found(List<Layer> layers, Optional<AllocationMap> map) {
        static final Found NOTHING = new Found(List.of(), Optional.empty());
    }

    Found of(Owner owner) throws IOException {
        if (owner.table().isEmpty()) {
            return new Found(List.of(damagedTable(owner)), Optional.empty());
        }
        if (owner.partitioned()) {
            return table(owner, owner.table().get());
        }
        Layer held = held(owner.name(), owner.bytes(), 0);
        PartitionTable none = owner.table().get();
        if (!none.findings().isEmpty()) {
            return new Found(List.of(table(owner, none, held == null ? List.of() : List.of(held))), Optional.empty());
        }
        return held == null ? Found.NOTHING : new Found(List.of(held), held.map());
    }

    private static Layer damagedTable(Owner owner) {
        return new LayerDraft(Layer.Kind.TABLE, owner.name(), 0, owner.bytes().size(), "damaged")
                .findings(List.of(owner.damage()))
                .layer();
    }

    private Found table(Owner owner, PartitionTable table) throws IOException {
        List<PatchedMap.Patch> patches = new ArrayList<>();
        List<Layer> partitions = children(owner, table, Optional.empty(), patches);
        List<Layer> layers = new ArrayList<>(List.of(table(owner, table, partitions)));
        Optional<VolumeGroup> group = membership.groupOf(owner.bytes());
        if (group.isPresent()) {
            if (Membership.shows(group.get(), owner.bytes())) {
                layers.add(group(group.get()));
            }
            return new Found(layers, Optional.of(partMap(group.get(), owner.bytes())));
        }
        boolean sound = table.findings().isEmpty();
        return new Found(
                layers,
                sound ? Optional.of(TableMap.of(table, patches, owner.bytes().size())) : Optional.empty());
    }

    private static Layer table(Owner owner, PartitionTable table, List<Layer> held) {
        String kind = table.kind().name().toLowerCase(Locale.ROOT);
        return new LayerDraft(Layer.Kind.TABLE, owner.name(), 0, owner.bytes().size(), kind)
                .described("%d-byte sectors".formatted(table.sectorBytes()))
                .labelled("", table.id())
                .findings(table.findings())
                .holding(held)
                .layer();
    }

    /** The partitions that lie directly in {@code within}, or in no other. */
    private List<Layer> children(
            Owner owner, PartitionTable table, Optional<Partition> within, List<PatchedMap.Patch> patches)
            throws IOException {
        List<Layer> layers = new ArrayList<>();
        for (Owner.Part part : owner.parts()) {
            if (container(table, part.partition()).equals(within)) {
                layers.add(partition(owner, table, part, patches));
            }
        }
        return layers;
    }

    /** The smallest container around a partition; of two of one size, the first. */
    private static Optional<Partition> container(PartitionTable table, Partition partition) {
        return table.partitions().stream()
                .filter(Partition::container)
                .filter(other -> other != partition && encloses(other, partition))
                .min(Comparator.comparingLong(Partition::lengthBytes));
    }

    /** Sizes decide, so that no two partitions enclose each other. */
    private static boolean encloses(Partition outer, Partition inner) {
        return outer.startBytes() <= inner.startBytes()
                && inner.startBytes() < outer.endBytes()
                && (inner.lengthBytes() < outer.lengthBytes() || !inner.container());
    }

    private Layer partition(Owner owner, PartitionTable table, Owner.Part part, List<PatchedMap.Patch> patches)
            throws IOException {
        Partition partition = part.partition();
        LayerDraft draft = new LayerDraft(
                        Layer.Kind.PARTITION,
                        Integer.toString(partition.number()),
                        partition.startBytes(),
                        partition.lengthBytes(),
                        partition.type())
                .described(partition.typeName() + (partition.bootable() ? ", bootable" : ""))
                .labelled(
                        partition.name(), partition.guid().map(Object::toString).orElse(""));
        List<Layer> children = new ArrayList<>(
                partition.container() ? children(owner, table, Optional.of(partition), patches) : List.of());
        if (part.bytes().isPresent()) {
            BlockSource bytes = part.bytes().get();
            draft.bytes(bytes);
            try {
                Layer held = held(owner.name() + " partition " + partition.number(), bytes, partition.startBytes());
                if (held != null) {
                    children.add(held);
                    draft.as(held);
                    held.map()
                            .ifPresent(map ->
                                    patches.add(new PatchedMap.Patch(partition.startBytes(), bytes.size(), map)));
                }
            } catch (DiskFormatException damaged) {
                draft.findings(List.of(damaged.getMessage() + " " + damaged.next()));
            }
        }
        return draft.holding(children).layer();
    }

    /** What a volume holds by its signature; null for nothing that is known. */
    private Layer held(String name, BlockSource bytes, long offset) throws IOException {
        Optional<FilesystemSignature> signature = FilesystemSignature.of(bytes);
        Optional<VolumeGroup> group = membership.groupOf(bytes);
        Optional<RaidSet> set = membership.setOf(name);
        if (signature.isEmpty() && group.isEmpty() && set.isEmpty()) {
            return null;
        }
        String type = signature
                .map(FilesystemSignature::type)
                .or(() -> set.map(found -> found.format() + "_member"))
                .orElseGet(() -> group.get().format() + "_member");
        LayerDraft draft = new LayerDraft(Layer.Kind.FILESYSTEM, label(signature), offset, bytes.size(), type)
                .bytes(bytes)
                .labelled(
                        label(signature),
                        signature.map(FilesystemSignature::uuid).orElse(""))
                .described(signature.map(FilesystemSignature::version).orElse(""));
        if (set.isPresent()) {
            return draft.described(Membership.inWords(set.get(), name)).layer();
        }
        if (group.isPresent()) {
            return draft.described("part of %s".formatted(group.get().name()))
                    .map(partMap(group.get(), bytes))
                    .holding(Membership.shows(group.get(), bytes) ? List.of(group(group.get())) : List.of())
                    .layer();
        }
        try {
            Allocations.of(bytes).ifPresent(draft::allocated);
        } catch (IOException badSector) {
            // The copy reads around it; what it would read as free space in the tables must not be left out.
            draft.findings(
                    List.of("It is copied whole: its tables cannot be read (%s).".formatted(badSector.getMessage())));
        }
        return draft.layer();
    }

    private static String label(Optional<FilesystemSignature> signature) {
        return signature.map(FilesystemSignature::label).orElse("");
    }

    private AllocationMap partMap(VolumeGroup group, BlockSource bytes) throws IOException {
        VolumePart part = Membership.partOf(group, bytes).orElseThrow();
        Map<String, AllocationMap> maps = new HashMap<>();
        for (Volume volume : group.volumes()) {
            volume(volume).map().ifPresent(map -> maps.put(volume.uuid(), map));
        }
        return new PhysicalVolumeAllocation(group, part, volume -> Optional.ofNullable(maps.get(volume.uuid())));
    }

    private Layer group(VolumeGroup group) throws IOException {
        List<Layer> held = new ArrayList<>();
        for (Volume volume : group.volumes()) {
            if (!volume.internal()) {
                held.add(volume(volume));
            }
        }
        long size = group.parts().stream().mapToLong(VolumePart::sizeBytes).sum();
        List<String> findings = new ArrayList<>(group.findings());
        group.parts().stream()
                .filter(VolumePart::missing)
                .forEach(part ->
                        findings.add("Part %s (%s) is not among these disks.".formatted(part.name(), part.uuid())));
        return new LayerDraft(Layer.Kind.GROUP, group.name(), 0, size, group.format())
                .described("%d part%s"
                        .formatted(group.parts().size(), group.parts().size() == 1 ? "" : "s"))
                .labelled("", group.uuid())
                .findings(findings)
                .holding(held)
                .layer();
    }

    private Layer volume(Volume volume) throws IOException {
        Layer known = volumes.get(volume);
        if (known == null) {
            known = look(volume);
            volumes.put(volume, known);
        }
        return known;
    }

    private Layer look(Volume volume) throws IOException {
        LayerDraft draft = new LayerDraft(Layer.Kind.VOLUME, volume.name(), 0, volume.sizeBytes(), volume.type())
                .described(volume.state().label())
                .labelled("", volume.uuid())
                .findings(volume.findings());
        if (volume.bytes().isPresent() && !volume.internal()) {
            BlockSource bytes = volume.bytes().get();
            draft.bytes(bytes);
            try {
                Found found = of(Owner.of(volume.name(), bytes));
                draft.holding(found.layers());
                found.layers().stream().findFirst().ifPresent(draft::as);
                found.map().ifPresent(draft::map);
            } catch (DiskFormatException damaged) {
                draft.findings(List.of(damaged.getMessage() + " " + damaged.next()));
            }
        }
        return draft.layer();
    }
}
