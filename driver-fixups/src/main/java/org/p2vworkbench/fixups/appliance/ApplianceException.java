package org.p2vworkbench.fixups.appliance;

import java.io.IOException;

/** The appliance cannot be had on this host. */
public final class ApplianceException extends IOException {

    private static final long serialVersionUID = 1;

    private final String next;

    ApplianceException(String what, String next, Throwable cause) {
        super("libguestfs appliance: " + what, cause);
        this.next = next;
    }

    /** What to type or try next, one sentence. */
    public String next() {
        return next;
    }
}
