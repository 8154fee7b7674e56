package org.p2vworkbench.fixups.linux.initramfs;

import java.io.IOException;

/** An image is not what the kernel unpacks, or not in a way that is understood here. */
final class InitramfsFormatException extends IOException {

    private static final long serialVersionUID = 1;

    InitramfsFormatException(long at, String what) {
        super("at 0x%x: %s".formatted(at, what));
    }
}
