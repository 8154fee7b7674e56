package org.p2vworkbench.converter.ova;

import java.io.IOException;
import org.p2vworkbench.disks.MemorySource;

/** Fuzz target: whatever a tar file holds, indexing it ends with members or an IOException. */
public final class OvaFuzz {

    private OvaFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            OvaIndex.of(new MemorySource("fuzz.ova", data));
        } catch (IOException expected) {
            // Malformed input is refused this way and no other.
        }
    }
}
