package org.p2vworkbench.converter.vmx;

import java.io.IOException;

/** Fuzz target: whatever a VMX file holds, reading it ends with a machine or an IOException. */
public final class VmxFuzz {

    private VmxFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            VmxMachine.of(VmxFile.parse("fuzz.vmx", data), "fuzz");
        } catch (IOException expected) {
            // Malformed input is refused this way and no other.
        }
    }
}
