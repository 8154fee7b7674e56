package org.p2vworkbench.fixups.windows.facts;

import java.io.IOException;

/** The hives can be read, and do not describe a Windows that could start. */
public final class NoWindowsException extends IOException {

    private static final long serialVersionUID = 1;

    NoWindowsException(String what) {
        super(what);
    }

    /** What to type or try next, one sentence. */
    public String next() {
        return "See whether this Windows starts on the old machine; '--no-fixup' converts it as it is.";
    }
}
