package org.p2vworkbench.disks.volume;

import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/**
 * What a group is made of: a physical volume of LVM2, a dynamic disk of Windows.
 *
 * @param uuid in the words of the group's own tools
 * @param name what the operator knows it by: the source's name, or, when it is missing, the one the group last knew
 * @param source its bytes; empty when it is missing, or when several claim to be it and none was chosen
 * @param sizeBytes as the group has it
 * @param areas what of it need not be copied wholly, in ascending order and without overlap; the rest must
 */
public record VolumePart(
        String uuid, String name, Optional<BlockSource> source, long sizeBytes, List<VolumeArea> areas) {

    public VolumePart {
        areas = List.copyOf(areas);
    }

    public boolean missing() {
        return source.isEmpty();
    }
}
