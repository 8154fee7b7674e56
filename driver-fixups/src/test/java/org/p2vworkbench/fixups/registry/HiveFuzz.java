package org.p2vworkbench.fixups.registry;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Fuzz target: whatever a hive holds, walking all of it ends with keys and values or an IOException. */
public final class HiveFuzz {

    private HiveFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            walk(Hive.open("fuzz", ByteBuffer.wrap(data)).root());
        } catch (IOException expected) {
            // Malformed input is refused this way and no other.
        }
    }

    private static void walk(HiveKey key) throws IOException {
        key.className();
        key.lastWritten();
        for (HiveValue value : key.values()) {
            value.data().toString();
        }
        for (HiveKey child : key.children()) {
            walk(child);
        }
    }
}
