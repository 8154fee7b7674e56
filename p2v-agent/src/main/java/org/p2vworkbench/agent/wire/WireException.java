package org.p2vworkbench.agent.wire;

import java.io.IOException;

/** The other end said something that the protocol does not have. The lane cannot go on: frames may be out of step. */
public final class WireException extends IOException {

    private static final long serialVersionUID = 1;

    public WireException(String found) {
        super(found);
    }
}
