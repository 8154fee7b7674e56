package org.p2vworkbench.converter.copy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/** A source whose bytes come with their SHA-256, and were proved against it: nobody need hash them once more. */
public interface HashedSource extends BlockSource {

    /** Reads as {@link #read} does, and answers the hash of what was read if it came as one piece. */
    Optional<byte[]> readHashed(long offset, ByteBuffer into) throws IOException;
}
