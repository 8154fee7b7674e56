package org.p2vworkbench.converter.ovf;

import java.io.IOException;

/** Fuzz target: whatever a descriptor holds, reading it ends with machines or an IOException. */
public final class OvfFuzz {

    private OvfFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            OvfEnvelope.parse("fuzz.ovf", data);
        } catch (IOException expected) {
            // Malformed input is refused this way and no other.
        }
    }
}
