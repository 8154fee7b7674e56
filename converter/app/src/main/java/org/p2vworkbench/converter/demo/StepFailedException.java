package org.p2vworkbench.converter.demo;

import java.io.IOException;

/** A step of the demo did not do what it had announced: a mistake of the program, or of this host. */
public final class StepFailedException extends IOException {

    private static final long serialVersionUID = 1;

    StepFailedException(String what) {
        super(what);
    }
}
