package org.p2vworkbench.disks.image.blocks;

import java.io.IOException;

/** Translates offsets of a virtual disk into places; what differs between the block formats. */
public interface BlockMap {

    /**
     * The run that starts at {@code offset}: at least one byte, none at or beyond {@code limit}. A stored run lies
     * inside the image file, or a {@link org.p2vworkbench.disks.DiskFormatException} says it does not. Thread-safe.
     */
    Run runAt(long offset, long limit) throws IOException;
}
