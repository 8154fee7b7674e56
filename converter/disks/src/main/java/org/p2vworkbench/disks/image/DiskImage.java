package org.p2vworkbench.disks.image;

import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Structure;

/** A disk as an image file presents it to a guest. Owns the files it reads from; closing it closes them. */
public interface DiskImage extends BlockSource {

    /** The format and its variant as people call it: "vmdk streamOptimized", "qcow2 v3". */
    String format();

    /** The headers that were read of this image alone, field by field, in the order of reading. */
    List<Structure> structures();

    /** The image this one is the difference to, which belongs to this one and is closed with it. */
    default Optional<DiskImage> parent() {
        return Optional.empty();
    }
}
