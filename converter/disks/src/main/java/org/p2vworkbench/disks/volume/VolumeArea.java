package org.p2vworkbench.disks.volume;

import java.util.Optional;

/**
 * A run of bytes of a part whose use is known: free, or bytes of a volume in a plain order.
 *
 * <p>Byte {@code p} of the area is byte {@code volumeOffset + ((p / chunkBytes) * columns + column) * chunkBytes + p %
 * chunkBytes} of the volume.
 *
 * @param offset on the part
 * @param volumeUuid whose bytes these are; empty when nobody's
 * @param chunkBytes what lies here before the next column's turn; the area's length where there is one column
 */
public record VolumeArea(
        long offset,
        long lengthBytes,
        Optional<String> volumeUuid,
        long volumeOffset,
        long chunkBytes,
        int column,
        int columns) {

    public static VolumeArea free(long offset, long lengthBytes) {
        return new VolumeArea(offset, lengthBytes, Optional.empty(), 0, lengthBytes, 0, 1);
    }

    public static VolumeArea linear(long offset, long lengthBytes, String volumeUuid, long volumeOffset) {
        return new VolumeArea(offset, lengthBytes, Optional.of(volumeUuid), volumeOffset, lengthBytes, 0, 1);
    }

    public long end() {
        return offset + lengthBytes;
    }

    /** The volume's byte at {@code at} bytes into this area. */
    public long volumeByte(long at) {
        return volumeOffset + (at / chunkBytes * columns + column) * chunkBytes + at % chunkBytes;
    }
}
