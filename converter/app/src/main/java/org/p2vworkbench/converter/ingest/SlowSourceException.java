package org.p2vworkbench.converter.ingest;

import java.io.IOException;

/** The old disk takes too long over these bytes now; it may be quicker over others. */
public final class SlowSourceException extends IOException {

    private static final long serialVersionUID = 1;

    SlowSourceException(String message) {
        super(message);
    }
}
