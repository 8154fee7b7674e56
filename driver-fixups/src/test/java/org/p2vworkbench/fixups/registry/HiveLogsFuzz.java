package org.p2vworkbench.fixups.registry;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Fuzz target: whatever a log holds, reading it ends with pages or an IOException. */
public final class HiveLogsFuzz {

    private HiveLogsFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            HiveBytes in = new HiveBytes("fuzz", ByteBuffer.wrap(data));
            BaseBlock base = BaseBlock.parse(in);
            if (base.fileType() == BaseBlock.NEW_LOG) {
                EntryLog.parse(in, base);
            } else {
                DirtyLog.parse(in, base);
            }
        } catch (IOException expected) {
            // Malformed input is refused this way and no other.
        }
    }
}
