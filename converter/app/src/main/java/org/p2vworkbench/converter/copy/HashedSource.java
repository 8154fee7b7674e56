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
     * Reads these parts of a chunk in one journey, with zeros between them, and answers the hash of it all: a filesystem that
     * was full once uses a chunk in dozens of pieces.
     *
     * @param parts ascending, apart from each other, within what {@code into} has room for
     * @param offset of the first byte of {@code into}
     * @return empty if that cannot be done, or not all could be read; whatever is in {@code into} then
     */
    default Optional<byte[]> readUsed(List<Extent> parts, long offset, ByteBuffer into) throws IOException {
        return Optional.empty();
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
