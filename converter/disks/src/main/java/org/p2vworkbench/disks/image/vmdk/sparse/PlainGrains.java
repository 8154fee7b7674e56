package org.p2vworkbench.disks.image.vmdk.sparse;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.p2vworkbench.disks.BlockSource;

/** Grains that are in the file as the guest wrote them: neighbours there are read at once. */
record PlainGrains(BlockSource file, int grainShift) implements Grains {

    @Override
    public long read(GrainRun run, ByteBuffer into) throws IOException {
        long[] places = run.places();
        int end = run.first();
        while (end < run.last() && places[end + 1] == places[end] + (1L << grainShift)) {
            end++;
        }
        long together = ((end - run.first() + 1L) << grainShift) - run.skip();
        long count = Math.min(run.wanted(), together);
        Part.read(file, places[run.first()] + run.skip(), count, into);
        return count;
    }
}
