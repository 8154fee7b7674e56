package org.p2vworkbench.disks.allocation;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.MemorySource;

/**
 * Fuzz target for all filesystems; which one is reached is up to the signature. Whatever a volume holds, asking what is in
 * use ends in an answer that covers the volume, or in an {@link IOException}.
 */
public final class AllocationFuzz {

    private static final int MOST_BYTES = 24 << 20;

    private AllocationFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        byte[] bytes = data.length > MOST_BYTES ? Arrays.copyOf(data, MOST_BYTES) : data;
        try {
            MemorySource volume = new MemorySource("fuzz", bytes);
            Optional<Allocation> found = Allocations.of(volume);
            if (found.isPresent() && found.get().map().isPresent()) {
                checkCovered(found.get().map().get(), volume.size());
            }
        } catch (IOException expected) {
            // What a hostile volume may end in.
        }
    }

    private static void checkCovered(AllocationMap map, long size) throws IOException {
        long at = 0;
        for (Extent run : map.used(0, size)) {
            if (run.offset() != at) {
                throw new AssertionError("a run at %d, the one before it ends at %d".formatted(run.offset(), at));
            }
            at = run.end();
        }
        if (at != size) {
            throw new AssertionError("runs end at %d of %d".formatted(at, size));
        }
    }
}
