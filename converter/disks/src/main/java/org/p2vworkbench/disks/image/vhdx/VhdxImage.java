package org.p2vworkbench.disks.image.vhdx;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.blocks.BlockImage;

/** An opened VHDX: its disk, and the identifier of its present data by which its children know it. */
record VhdxImage(
        String format, UUID dataWriteId, BlockSource disk, List<Structure> structures, Optional<DiskImage> parent)
        implements BlockImage {}
