package org.p2vworkbench.disks.image.vmdk.sparse;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads the content of written grains from the extent's file. */
interface Grains {

    /** Puts as much of the run as can be had in one go, at least one byte, and says how much that was. */
    long read(GrainRun run, ByteBuffer into) throws IOException;
}
