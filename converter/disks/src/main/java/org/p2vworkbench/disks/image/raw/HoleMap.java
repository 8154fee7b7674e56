package org.p2vworkbench.disks.image.raw;

import java.io.IOException;
import java.nio.file.Path;
import org.p2vworkbench.disks.Extents;

/**
 * Where a sparse file has holes. Java cannot ask the file system, so whoever can is handed in.
 */
public interface HoleMap {

    /** Cannot tell: everything may be data. */
    HoleMap UNKNOWN = (file, size) -> Extents.allData(0, size);

    /** Runs of the whole file. */
    Extents of(Path file, long size) throws IOException;
}
