package org.p2vworkbench.converter.xl;

import java.io.IOException;

/** Fuzz target: whatever a domain configuration holds, reading it ends with a machine or an IOException. */
public final class XlFuzz {

    private XlFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            XlMachine.of(XlFile.parse("fuzz.cfg", data), "fuzz");
        } catch (IOException expected) {
            // Malformed input is refused this way and no other.
        }
    }
}
