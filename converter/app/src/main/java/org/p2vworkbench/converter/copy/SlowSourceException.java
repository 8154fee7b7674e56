package org.p2vworkbench.converter.copy;

import java.io.IOException;

/** The source takes too long over these bytes now; it may be quicker over others. Thrown by sources, for the copy. */
public final class SlowSourceException extends IOException {

    private static final long serialVersionUID = 1;

    public SlowSourceException(String message) {
        super(message);
    }
}
