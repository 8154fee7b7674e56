package org.p2vworkbench.media.parts;

import java.io.IOException;

/** A part of the medium is neither cached nor to be had; the message says which, {@link #next} what to do. */
public final class MissingPartException extends IOException {

    private static final long serialVersionUID = 1;

    private final String next;

    public MissingPartException(String message, String next, Throwable cause) {
        super(message, cause);
        this.next = next;
    }

    public String next() {
        return next;
    }
}
