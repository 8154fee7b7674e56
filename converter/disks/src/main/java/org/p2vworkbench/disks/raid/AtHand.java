package org.p2vworkbench.disks.raid;

import java.nio.ByteBuffer;
import java.util.Optional;

/** What has been read already of a range of a volume, so that a row to compute with need not be read again. */
final class AtHand {

    static final AtHand NOTHING = new AtHand(null, 0, ByteBuffer.allocate(0));

    private final ParityMap map;
    private final long offset;
    private final ByteBuffer bytes;

    /**
     * @param offset where in the volume {@code bytes} begin
     */
    AtHand(ParityMap map, long offset, ByteBuffer bytes) {
        this.map = map;
        this.offset = offset;
        this.bytes = bytes;
    }

    /** Bytes of the row's {@code k}th chunk, if they are all here. */
    Optional<ByteBuffer> data(long row, int k, long within, int length) {
        if (bytes.limit() < length) {
            return Optional.empty();
        }
        long from = (map.firstChunkOf(row) + k) * map.chunkBytes + within - offset;
        return from < 0 || from > bytes.limit() - length
                ? Optional.empty()
                : Optional.of(bytes.slice((int) from, length));
    }
}
