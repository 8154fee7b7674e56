package org.p2vworkbench.fixups.registry;

import java.io.IOException;

/** Fuzz target: whatever a .reg file holds, reading it ends with edits or an IOException. */
public final class RegFileFuzz {

    private RegFileFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            RegFileReader.read("fuzz.reg", data);
        } catch (IOException expected) {
            // Malformed input is refused this way and no other.
        }
    }
}
