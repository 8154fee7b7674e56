package org.p2vworkbench.disks.image.vmdk.sparse;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;

/**
 * How far a stretch of a file is zeros. Workstation and QEMU make the grain tables of a whole disk when they create it,
 * twice 64 MiB for each TiB. Measured on an empty 16 TiB disk in the page cache: 29 s table by table, 0.4 s this way,
 * and nothing is read where the file's source knows of holes.
 */
final class ZeroScan {

    private static final int FIRST_LOOK = 1 << 12;
    private static final int LONGEST_LOOK = 1 << 18;

    private ZeroScan() {}

    /**
     * Bytes from {@code offset} on that are surely zeros; at most {@code length}.
     *
     * @param holesKnown whether the file is asked for its holes first
     */
    static long zeroBytes(BlockSource file, long offset, long length, boolean holesKnown) throws IOException {
        long end = offset + length;
        long at = offset;
        Extents runs = holesKnown ? file.extents(offset, end) : Extents.allData(offset, end);
        for (Extent run : runs) {
            at = run.isZero() ? run.end() : zerosRead(file, run);
            if (at < run.end()) {
                break;
            }
        }
        return at - offset;
    }

    /** Looks at longer and longer parts, so that little is read in vain where the zeros end soon. */
    private static long zerosRead(BlockSource file, Extent run) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(0);
        ByteBuffer found = zeros;
        long at = run.offset();
        while (at < run.end()) {
            int look = Math.min(LONGEST_LOOK, Math.max(FIRST_LOOK, 2 * found.capacity()));
            if (found.capacity() < look) {
                found = ByteBuffer.allocateDirect(look);
                zeros = ByteBuffer.allocateDirect(look);
            }
            int count = (int) Math.min(look, run.end() - at);
            file.read(at, found.clear().limit(count));
            int differs = found.flip().mismatch(zeros.clear().limit(count));
            if (differs >= 0) {
                return at + differs;
            }
            at += count;
        }
        return at;
    }
}
