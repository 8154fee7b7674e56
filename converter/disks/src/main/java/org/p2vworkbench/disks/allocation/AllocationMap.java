package org.p2vworkbench.disks.allocation;

import java.io.IOException;
import org.p2vworkbench.disks.Extents;

/**
 * Which bytes of a volume are in use, read from the filesystem's own tables window by window: no more of them is held in
 * memory than the window needs. Safe to use from several threads.
 */
public interface AllocationMap {

    /**
     * Runs that cover {@code from} to {@code to} exactly: DATA for what is in use, or may be; ZERO for what is not, and
     * may be left out of a copy. What lies behind the end of the filesystem is in use.
     */
    Extents used(long from, long to) throws IOException;
}
