package org.p2vworkbench.disks.layers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.allocation.AllocationMap;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;
import org.p2vworkbench.disks.raid.detect.RaidDetective;
import org.p2vworkbench.disks.raid.detect.RaidReport;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.disks.volume.VolumeFormat;
import org.p2vworkbench.disks.volume.VolumeGroup;
import org.p2vworkbench.disks.volume.ldm.LdmGroups;
import org.p2vworkbench.disks.volume.lvm.LvmGroups;

/**
 * The disks of one machine, seen through: sets across them, volume groups across those.
 *
 * @param disks a layer for each disk, in the order they were given
 * @param sets a layer for each set, with what lies on its volume
 * @param raid what the detective said of the disks
 */
public record MachineLayers(List<Layer> disks, List<Layer> sets, RaidReport raid) {

    private static final List<VolumeFormat> MANAGERS = List.of(new LvmGroups(), new LdmGroups());

    public MachineLayers {
        disks = List.copyOf(disks);
        sets = List.copyOf(sets);
    }

    public static MachineLayers of(List<RaidDisk> disks, RaidDetective detective) throws IOException {
        RaidReport raid = detective.detect(disks);
        Membership byMetadata = new Membership(raid.sets(), List.of());
        List<Owner> owners = new ArrayList<>();
        for (RaidDisk disk : disks) {
            if (byMetadata.setOf(disk.name()).isEmpty()) {
                owners.add(Owner.of(disk.name(), disk.bytes()));
            }
        }
        List<Optional<Owner>> volumes = new ArrayList<>();
        for (RaidSet set : raid.sets()) {
            boolean believed = byMetadata.sets().contains(set) && set.volume().isPresent();
            volumes.add(
                    believed
                            ? Optional.of(Owner.of(
                                    set.volume().get().name(), set.volume().get()))
                            : Optional.empty());
        }
        volumes.forEach(volume -> volume.ifPresent(owners::add));
        Content content = new Content(new Membership(raid.sets(), groups(owners)));
        List<Layer> diskLayers = new ArrayList<>();
        for (RaidDisk disk : disks) {
            diskLayers.add(disk(disk, byMetadata, owners, content));
        }
        List<Layer> setLayers = new ArrayList<>();
        for (int i = 0; i < raid.sets().size(); i++) {
            setLayers.add(set(raid.sets().get(i), volumes.get(i), content));
        }
        return new MachineLayers(diskLayers, setLayers, raid);
    }

    private static List<VolumeGroup> groups(List<Owner> owners) throws IOException {
        List<BlockSource> candidates =
                owners.stream().flatMap(owner -> owner.candidates().stream()).toList();
        List<VolumeGroup> groups = new ArrayList<>();
        for (VolumeFormat manager : MANAGERS) {
            groups.addAll(manager.find(candidates));
        }
        return groups;
    }

    private static Layer disk(RaidDisk disk, Membership byMetadata, List<Owner> owners, Content content)
            throws IOException {
        LayerDraft draft =
                new LayerDraft(Layer.Kind.DISK, disk.name(), 0, disk.bytes().size(), "").bytes(disk.bytes());
        Optional<RaidSet> set = byMetadata.setOf(disk.name());
        if (set.isPresent()) {
            String type = FilesystemSignature.of(disk.bytes())
                    .map(FilesystemSignature::type)
                    .orElse(set.get().format() + "_member");
            return draft.holding(List.of(new LayerDraft(
                                    Layer.Kind.FILESYSTEM, "", 0, disk.bytes().size(), type)
                            .described(Membership.inWords(set.get(), disk.name()))
                            .layer()))
                    .layer();
        }
        Owner owner = owners.stream()
                .filter(known -> known.bytes() == disk.bytes())
                .findFirst()
                .orElseThrow();
        Content.Found found = content.of(owner);
        found.map().ifPresent(draft::map);
        return draft.holding(found.layers()).layer();
    }

    private static Layer set(RaidSet set, Optional<Owner> volume, Content content) throws IOException {
        List<String> words = new ArrayList<>(List.of(set.format()));
        if (!set.layout().isEmpty()) {
            words.add(set.layout());
        }
        if (set.chunkBytes() > 0) {
            words.add("%d KiB chunks".formatted(set.chunkBytes() >> 10));
        }
        words.add("%d members".formatted(set.members().size()));
        words.add(set.state().label());
        words.add("confidence %.2f".formatted(set.confidence()));
        LayerDraft draft = new LayerDraft(
                        Layer.Kind.RAID,
                        set.name(),
                        0,
                        set.sizeBytes(),
                        set.level().label())
                .described(String.join(", ", words))
                .labelled("", set.uuid())
                .findings(set.findings());
        if (volume.isPresent()) {
            Content.Found found = content.of(volume.get());
            draft.bytes(volume.get().bytes()).holding(found.layers());
            found.map().ifPresent(draft::map);
        }
        return draft.layer();
    }

    /** Which bytes of a disk a copy must carry; empty for all. */
    public Optional<AllocationMap> map(int disk) {
        return disks.get(disk).map();
    }
}
