package org.p2vworkbench.fixups.plan;

import java.io.IOException;

/** The guest cannot be repaired; what was written so far has to be dropped. */
public final class RepairException extends IOException {

    private static final long serialVersionUID = 1;

    private final String next;

    /** @param next what the operator does about it */
    public RepairException(String message, String next) {
        super(message);
        this.next = next;
    }

    public String next() {
        return next;
    }
}
