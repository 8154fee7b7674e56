package org.p2vworkbench.fixups.appliance;

import java.io.IOException;

/** The appliance runs, and a filesystem or file of the guest cannot be read. */
public final class GuestReadException extends IOException {

    private static final long serialVersionUID = 1;

    private final String next;

    GuestReadException(String what, String next, Throwable cause) {
        super(what, cause);
        this.next = next;
    }

    /** What to type or try next, one sentence. */
    public String next() {
        return next;
    }
}
