package org.p2vworkbench.converter.ingest;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.agent.wire.Extent;

/** Parts of a chunk, as they are asked for over the wire: in whole blocks of the disk, near ones joined. */
final class PartsOfChunk {

    private PartsOfChunk() {}

    /** @param parts ascending, apart from each other */
    static List<Extent> aligned(List<org.p2vworkbench.disks.Extent> parts, int alignment, long diskBytes) {
        List<Extent> aligned = new ArrayList<>();
        long from = -1;
        long to = -1;
        for (org.p2vworkbench.disks.Extent part : parts) {
            long start = part.offset() / alignment * alignment;
            long end = Math.min(diskBytes, (part.end() + alignment - 1) / alignment * alignment);
            if (from >= 0 && start <= to) {
                to = end;
                continue;
            }
            if (from >= 0) {
                aligned.add(new Extent(from, to - from));
            }
            from = start;
            to = end;
        }
        aligned.add(new Extent(from, to - from));
        return aligned;
    }

    /** Puts what {@code bytes}, read at {@code at}, has of the parts to where it belongs. */
    static void put(byte[] bytes, long at, List<org.p2vworkbench.disks.Extent> parts, long offset, ByteBuffer into) {
        for (org.p2vworkbench.disks.Extent part : parts) {
            long from = Math.max(at, part.offset());
            long to = Math.min(at + bytes.length, part.end());
            if (from < to) {
                into.put((int) (from - offset), bytes, (int) (from - at), (int) (to - from));
            }
        }
    }
}
