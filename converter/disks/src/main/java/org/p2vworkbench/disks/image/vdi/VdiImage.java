package org.p2vworkbench.disks.image.vdi;

import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.blocks.BlockImage;

/** An opened VDI. */
record VdiImage(String format, BlockSource disk, List<Structure> structures, Optional<DiskImage> parent)
        implements BlockImage {}
