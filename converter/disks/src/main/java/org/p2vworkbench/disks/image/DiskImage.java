package org.p2vworkbench.disks.image;

import java.util.List;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Structure;

/** A disk as an image file presents it to a guest. Owns the files it reads from; closing it closes them. */
public interface DiskImage extends BlockSource {

    /** The format and its variant as people call it: "vmdk streamOptimized", "qcow2 v3". */
    String format();

    /** The headers that were read, field by field, in the order of reading. */
    List<Structure> structures();
}
