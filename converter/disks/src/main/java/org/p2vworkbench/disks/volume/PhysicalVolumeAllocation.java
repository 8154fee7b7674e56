package org.p2vworkbench.disks.volume;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.allocation.AllocationMap;

/**
 * Which bytes of one part of a group are in use: its own metadata, and of each volume what the volume's filesystem says
 * it uses, led back through the group's map. What is free, and what of a volume lies in no plain order (parity,
 * metadata of pools), the part's areas tell.
 */
public final class PhysicalVolumeAllocation implements AllocationMap {

    private final VolumePart part;
    private final Map<String, AllocationMap> maps = new HashMap<>();

    /** @param volumeMaps what each volume's filesystem says; empty for a volume that must be copied wholly */
    public PhysicalVolumeAllocation(
            VolumeGroup group, VolumePart part, Function<Volume, Optional<AllocationMap>> volumeMaps) {
        this.part = part;
        for (Volume volume : group.volumes()) {
            volumeMaps.apply(volume).ifPresent(map -> maps.put(volume.uuid(), map));
        }
    }

    @Override
    public Extents used(long from, long to) throws IOException {
        Extents.Builder runs = new Extents.Builder(from);
        for (VolumeArea area : part.areas()) {
            if (area.end() > runs.end() && area.offset() < to) {
                runs.add(Math.max(0, area.offset() - runs.end()), Extent.Kind.DATA);
                add(area, Math.min(area.end(), to), runs);
            }
        }
        return runs.add(to - runs.end(), Extent.Kind.DATA).build();
    }

    private void add(VolumeArea area, long to, Extents.Builder runs) throws IOException {
        if (area.volumeUuid().isEmpty()) {
            runs.add(to - runs.end(), Extent.Kind.ZERO);
            return;
        }
        AllocationMap map = maps.get(area.volumeUuid().get());
        if (map == null) {
            runs.add(to - runs.end(), Extent.Kind.DATA);
            return;
        }
        while (runs.end() < to) {
            long at = runs.end() - area.offset();
            long length = Math.min(to - runs.end(), area.chunkBytes() - at % area.chunkBytes());
            long inVolume = area.volumeByte(at);
            runs.addAll(map.used(inVolume, inVolume + length));
        }
    }
}
