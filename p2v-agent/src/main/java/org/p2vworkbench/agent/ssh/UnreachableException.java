package org.p2vworkbench.agent.ssh;

import java.io.IOException;

/** Nobody answered, or the connection broke before both knew who the other is. Worth another try. */
public final class UnreachableException extends IOException {

    private static final long serialVersionUID = 1;

    UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
