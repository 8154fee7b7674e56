package org.p2vworkbench.disks.volume;

import java.io.IOException;
import java.util.List;
import org.p2vworkbench.disks.BlockSource;

/** A family of volume managers. */
public interface VolumeFormat {

    /**
     * The groups of this family that {@code candidates} make up: partitions, whole disks and assembled RAID volumes,
     * in any order and mixed with what belongs to none. Damaged metadata is no exception but a finding; only a source
     * that does not deliver its bytes is one.
     */
    List<VolumeGroup> find(List<BlockSource> candidates) throws IOException;
}
