package org.p2vworkbench.disks.partclone;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Fuzz target: whatever an image holds, checking it ends in a header or an {@link IOException}. */
public final class PartcloneCheckFuzz {

    private PartcloneCheckFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            PartcloneCheck.check("fuzz", new ByteArrayInputStream(data));
        } catch (IOException expected) {
            // What a hostile image may end in.
        }
    }
}
