package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import org.p2vworkbench.converter.store.DurableFile;

/** The list of what a later pass found changed, beside the ledger: offset and length on a line, for people. */
record ChangedRanges(Path file) {

    void write(BitSet chunks, int chunkBytes, long diskBytes) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int from = chunks.nextSetBit(0); from >= 0; ) {
            int to = chunks.nextClearBit(from);
            long offset = (long) from * chunkBytes;
            long end = Math.min(diskBytes, (long) to * chunkBytes);
            lines.append("0x%x %d%n".formatted(offset, end - offset));
            from = chunks.nextSetBit(to);
        }
        DurableFile.write(file, lines.toString());
    }
}
