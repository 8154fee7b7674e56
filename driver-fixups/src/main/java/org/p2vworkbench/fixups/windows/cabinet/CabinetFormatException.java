package org.p2vworkbench.fixups.windows.cabinet;

import java.io.IOException;

/** A compressed file is not what it should be, or is compressed in a way that is not read here. */
public final class CabinetFormatException extends IOException {

    private static final long serialVersionUID = 1;

    static final String TRY_THE_OLD_MACHINE = "Try 'expand' with this file on the old machine.";

    private final long offset;
    private final String next;

    CabinetFormatException(String file, long offset, String what, String next) {
        super("%s @ 0x%x: %s".formatted(file, offset, what));
        this.offset = offset;
        this.next = next;
    }

    CabinetFormatException(String file, long offset, String what) {
        this(file, offset, what, TRY_THE_OLD_MACHINE);
    }

    /** In bytes from the start of the file. */
    public long offset() {
        return offset;
    }

    /** What to do about it, one sentence. */
    public String next() {
        return next;
    }
}
