package org.p2vworkbench.fixups.windows.cabinet;

import java.io.IOException;

/** A block's bytes do not unpack. Who reads the block knows which it is, and where. */
final class MalformedBlockException extends IOException {

    private static final long serialVersionUID = 1;

    MalformedBlockException(String what) {
        super(what);
    }
}
