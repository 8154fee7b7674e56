package org.p2vworkbench.converter.bare;

import java.io.IOException;
import org.p2vworkbench.disks.MemorySource;

/** Fuzz target: whatever a filesystem holds, its root folder is read or refused with an IOException. */
public final class ExtRootFolderFuzz {

    private ExtRootFolderFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            ExtRootFolder.names(new MemorySource("fuzz.img", data));
        } catch (IOException expected) {
            // Malformed input is refused this way and no other.
        }
    }
}
