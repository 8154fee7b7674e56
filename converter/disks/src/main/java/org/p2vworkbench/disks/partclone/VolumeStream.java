package org.p2vworkbench.disks.partclone;

import java.io.Closeable;
import java.io.IOException;

/** The bytes of a volume from its first to its last, once; zeros where nothing was saved. */
public interface VolumeStream extends Closeable {

    /** Fills the range with the next bytes. All that was read before and in between is checked against its sums. */
    void read(byte[] into, int from, int length) throws IOException;
}
