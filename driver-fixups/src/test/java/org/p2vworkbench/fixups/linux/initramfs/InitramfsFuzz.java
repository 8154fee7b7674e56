package org.p2vworkbench.fixups.linux.initramfs;

import java.io.IOException;
import org.p2vworkbench.fixups.guest.Content;

/** Fuzz target: whatever an image holds, reading it ends with its files or an IOException. */
public final class InitramfsFuzz {

    private InitramfsFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            Initramfs image = InitramfsReader.read(Content.of(data));
            image.resolve("lib/modules/6.1.0");
            image.modules().count();
        } catch (IOException expected) {
            // Malformed input is refused this way and no other.
        }
    }
}
