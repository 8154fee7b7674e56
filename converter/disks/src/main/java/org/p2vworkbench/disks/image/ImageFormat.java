package org.p2vworkbench.disks.image;

import java.io.IOException;
import org.p2vworkbench.disks.BlockSource;

/** A format of disk images: knows one when it sees it, and opens it. */
public interface ImageFormat {

    /** The name by which {@code --input-format} selects it. */
    String name();

    /**
     * Whether the content of {@code file} is in this format, damaged or not. Looks at signatures only and never throws
     * for what it finds.
     */
    boolean recognises(BlockSource file) throws IOException;

    /**
     * Opens the disk in {@code file}, which the image owns from here on; on failure {@code file} is closed. Malformed
     * content is a {@link org.p2vworkbench.disks.DiskFormatException}.
     */
    DiskImage open(BlockSource file, ImageContext context) throws IOException;
}
