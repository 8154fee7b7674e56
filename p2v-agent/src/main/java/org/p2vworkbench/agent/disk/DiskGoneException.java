package org.p2vworkbench.agent.disk;

import java.io.IOException;

/** A disk that was there does not answer any more: unplugged, dropped by its controller, or never opened again. */
public final class DiskGoneException extends IOException {

    private static final long serialVersionUID = 1;

    public DiskGoneException(String name, IOException cause) {
        super("%s is gone: %s. Check its cable and power, then list the disks again.".formatted(name, reason(cause)));
        initCause(cause);
    }

    private static String reason(IOException cause) {
        return cause == null || cause.getMessage() == null ? "it has no size" : cause.getMessage();
    }
}
