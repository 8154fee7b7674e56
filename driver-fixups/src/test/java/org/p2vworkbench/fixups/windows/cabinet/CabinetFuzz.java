package org.p2vworkbench.fixups.windows.cabinet;

import java.io.IOException;
import java.util.TreeSet;

/** Fuzz target: whatever a cabinet or a packed file holds, unpacking it ends with bytes or an IOException. */
public final class CabinetFuzz {

    private CabinetFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            Cabinet cabinet = Cabinet.open(CabinetBytes.of("fuzz", data));
            cabinet.read(new TreeSet<>(cabinet.names()));
        } catch (IOException expected) {
            // Malformed input is refused this way and no other.
        }
        try {
            PackedFile.unpack(CabinetBytes.of("fuzz", data));
        } catch (IOException expected) {
            // Likewise.
        }
    }
}
