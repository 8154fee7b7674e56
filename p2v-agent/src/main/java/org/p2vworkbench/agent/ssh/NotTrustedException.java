package org.p2vworkbench.agent.ssh;

import java.io.IOException;

/** One end does not accept the other: wrong host key, wrong code, unknown key. Trying again changes nothing. */
public final class NotTrustedException extends IOException {

    private static final long serialVersionUID = 1;

    NotTrustedException(String message, Throwable cause) {
        super(message, cause);
    }
}
