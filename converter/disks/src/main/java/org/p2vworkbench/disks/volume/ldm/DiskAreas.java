package org.p2vworkbench.disks.volume.ldm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.disks.volume.VolumeArea;

/**
 * What of each dynamic disk is free, and what holds the bytes of which volume in plain order. Parity tells of no one
 * byte of a volume and is left to be copied wholly. A database that uses a sector twice tells nothing.
 */
final class DiskAreas {

    private final Map<Long, Holder> byPartition = new HashMap<>();
    private final GroupMap map;

    private record Holder(LdmRecord.OfVolume volume, LdmRecord.OfComponent component, int columns) {}

    DiskAreas(GroupMap map) {
        this.map = map;
        for (LdmRecord.OfVolume volume : map.volumes()) {
            for (LdmRecord.OfComponent component : map.componentsOf(volume)) {
                List<LdmRecord.OfPartition> partitions = map.partitionsOf(component);
                for (LdmRecord.OfPartition partition : partitions) {
                    byPartition.put(partition.id(), new Holder(volume, component, partitions.size()));
                }
            }
        }
    }

    List<VolumeArea> of(long id, DynamicDisk disk) {
        List<LdmRecord.OfPartition> partitions = map.partitionsOn(id).stream()
                .sorted(Comparator.comparingLong(LdmRecord.OfPartition::start))
                .toList();
        int sectorBytes = disk.sectorBytes();
        PrivHead head = disk.head();
        List<VolumeArea> areas = new ArrayList<>();
        long next = 0;
        for (LdmRecord.OfPartition partition : partitions) {
            if (partition.start() < next || partition.start() > head.dataSectors() - partition.sectors()) {
                return List.of();
            }
            addFree(next, partition.start(), head, sectorBytes, areas);
            long at = (head.dataAtSector() + partition.start()) * sectorBytes;
            mapped(partition, at, sectorBytes).ifPresent(areas::add);
            next = partition.start() + partition.sectors();
        }
        addFree(next, head.dataSectors(), head, sectorBytes, areas);
        return areas;
    }

    private static void addFree(long from, long to, PrivHead head, int sectorBytes, List<VolumeArea> areas) {
        if (from < to) {
            areas.add(VolumeArea.free((head.dataAtSector() + from) * sectorBytes, (to - from) * sectorBytes));
        }
    }

    private Optional<VolumeArea> mapped(LdmRecord.OfPartition partition, long at, int sectorBytes) {
        Holder holder = byPartition.get(partition.id());
        if (holder == null || partition.sectors() == 0) {
            return Optional.empty();
        }
        LdmRecord.OfComponent component = holder.component();
        long length = partition.sectors() * sectorBytes;
        String volume = holder.volume().guid();
        if (component.kind() == LdmRecord.Kind.SPANNED
                && partition.volumeOffset() <= holder.volume().sectors() - partition.sectors()) {
            return Optional.of(VolumeArea.linear(at, length, volume, partition.volumeOffset() * sectorBytes));
        }
        boolean exact = component.kind() == LdmRecord.Kind.STRIPED
                && component.chunkSectors() > 0
                && partition.sectors() % component.chunkSectors() == 0
                && partition.sectors() <= holder.volume().sectors() / holder.columns()
                && partition.column() < holder.columns();
        return exact
                ? Optional.of(new VolumeArea(
                        at,
                        length,
                        Optional.of(volume),
                        0,
                        component.chunkSectors() * sectorBytes,
                        (int) partition.column(),
                        holder.columns()))
                : Optional.empty();
    }
}
