package org.p2vworkbench.disks.volume.ldm;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which component is whose, which partition is whose: the database's records as the tree they are. */
final class GroupMap {

    private final List<LdmRecord.OfVolume> volumes;
    private final Map<Long, List<LdmRecord.OfComponent>> components;
    private final Map<Long, List<LdmRecord.OfPartition>> partitions;
    private final Map<Long, List<LdmRecord.OfPartition>> byDisk;

    GroupMap(LdmDatabase database) {
        volumes = database.of(LdmRecord.OfVolume.class);
        components = database.of(LdmRecord.OfComponent.class).stream()
                .collect(Collectors.groupingBy(LdmRecord.OfComponent::volume));
        partitions = database.of(LdmRecord.OfPartition.class).stream()
                .collect(Collectors.groupingBy(LdmRecord.OfPartition::component));
        byDisk = database.of(LdmRecord.OfPartition.class).stream()
                .collect(Collectors.groupingBy(LdmRecord.OfPartition::disk));
    }

    List<LdmRecord.OfVolume> volumes() {
        return volumes;
    }

    List<LdmRecord.OfComponent> componentsOf(LdmRecord.OfVolume volume) {
        return components.getOrDefault(volume.id(), List.of());
    }

    /** In the order of the data: by column, or by offset where there are none. */
    List<LdmRecord.OfPartition> partitionsOf(LdmRecord.OfComponent component) {
        Comparator<LdmRecord.OfPartition> order = component.kind() == LdmRecord.Kind.SPANNED
                ? Comparator.comparingLong(LdmRecord.OfPartition::volumeOffset)
                : Comparator.comparingLong(LdmRecord.OfPartition::column);
        return partitions.getOrDefault(component.id(), List.of()).stream()
                .sorted(order)
                .toList();
    }

    List<LdmRecord.OfPartition> partitionsOn(long disk) {
        return byDisk.getOrDefault(disk, List.of());
    }
}
