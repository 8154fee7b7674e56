package org.p2vworkbench.fixups.windows.drivers;

import java.io.IOException;

/** A table of services is not written as it has to be. */
public final class DriverTableException extends IOException {

    private static final long serialVersionUID = 1;

    DriverTableException(String file, int line, int column, String what) {
        super("%s, line %d, column %d: %s".formatted(file, line, column, what));
    }

    /** What to type or try next, one sentence. */
    public String next() {
        return "Correct the line; its columns are separated by one tab each and are named in the table that comes with the program.";
    }
}
