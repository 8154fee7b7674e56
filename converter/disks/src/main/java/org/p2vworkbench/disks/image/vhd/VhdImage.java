package org.p2vworkbench.disks.image.vhd;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.blocks.BlockImage;

/** An opened VHD: its disk, and the identifier by which its children know it. */
record VhdImage(String format, UUID id, BlockSource disk, List<Structure> structures, Optional<DiskImage> parent)
        implements BlockImage {}
