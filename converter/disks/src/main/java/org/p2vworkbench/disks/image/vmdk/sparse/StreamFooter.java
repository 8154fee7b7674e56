package org.p2vworkbench.disks.image.vmdk.sparse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * The header at the end of a stream-optimized extent, written when the writer knew where its directory is (Virtual Disk
 * Format 5.0, "Stream-Optimized Compressed Sparse Extents").
 *
 * <pre>
 * end - 1536   footer marker: 0, size 0, type 3
 * end - 1024   the header again, with the true gdOffset
 * end -  512   end-of-stream marker: all zero
 * </pre>
 *
 * <p>Some carriers pad files, so the footer is looked for a little way back from the end.
 */
final class StreamFooter {

    private static final int SEARCHED_SECTORS = 256;
    private static final int TYPE_FOOTER = 3;

    private StreamFooter() {}

    static SparseHeader find(BlockSource file) throws IOException {
        long lastSector = file.size() / Sectors.BYTES - 1;
        int sectors = (int) Math.min(SEARCHED_SECTORS, lastSector);
        if (sectors > 0) {
            long start = (lastSector + 1 - sectors) * Sectors.BYTES;
            ByteBuffer end = ByteBuffer.allocate(sectors * Sectors.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            file.read(start, end);
            for (int at = (sectors - 1) * Sectors.BYTES; at >= Sectors.BYTES; at -= Sectors.BYTES) {
                if (isFooter(end, at)) {
                    return SparseHeader.parse(file, start + at, "footer");
                }
            }
        }
        throw new DiskFormatException(
                new DiskAddress(file.name(), file.size()),
                "no footer in the last %d KiB, so it is not known where the grains are".formatted(SEARCHED_SECTORS / 2),
                "The stream was cut short; export or copy the image again.");
    }

    private static boolean isFooter(ByteBuffer sectors, int at) {
        int marker = at - Sectors.BYTES;
        return Integer.toUnsignedLong(sectors.getInt(at)) == SparseHeader.MAGIC
                && sectors.getInt(marker + 8) == 0
                && sectors.getInt(marker + 12) == TYPE_FOOTER;
    }
}
