package org.p2vworkbench.converter.copy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;

/** A source whose bytes come with their SHA-256, and were proved against it: nobody need hash them once more. */
public interface HashedSource extends BlockSource {

    /** Reads as {@link #read} does, and answers the hash of what was read if it came as one piece. */
    Optional<byte[]> readHashed(long offset, ByteBuffer into) throws IOException;

    /**
     * Reads these parts of a chunk and nothing between them, in one journey: a filesystem that was full once uses a chunk in
     * dozens of pieces.
     *
     * @param parts ascending, apart from each other, within what {@code into} has room for
     * @param offset of the first byte of {@code into}; what lies between the parts stays as it is there
     * @return false if that cannot be done, or not all could be read; parts may be in place then
     */
    default boolean readParts(List<Extent> parts, long offset, ByteBuffer into) throws IOException {
        return false;
    }

    /**
     * The hashes of the chunks that these parts lie in, by their offsets, made where the disk is: nothing travels but they.
     * What is in none of the parts counts as zeros.
     *
     * @param parts ascending, apart from each other
     * @param chunkBytes of the disk's chunks, from its start
     * @return empty if that cannot be done; without those chunks that could not be read, or not in time
     */
    Optional<Map<Long, byte[]>> hashes(List<Extent> parts, int chunkBytes) throws IOException;
}
