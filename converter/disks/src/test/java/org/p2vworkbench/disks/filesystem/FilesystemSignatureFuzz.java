package org.p2vworkbench.disks.filesystem;

import java.io.IOException;
import java.util.Arrays;
import org.p2vworkbench.disks.MemorySource;

/** Fuzz target: whatever a volume holds, asking for its signature ends in an answer or an {@link IOException}. */
public final class FilesystemSignatureFuzz {

    private static final int MOST_BYTES = 1 << 20;

    private FilesystemSignatureFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            FilesystemSignature.of(new MemorySource("fuzz", Arrays.copyOf(data, Math.min(data.length, MOST_BYTES))));
        } catch (IOException expected) {
            // What a hostile volume may end in.
        }
    }
}
