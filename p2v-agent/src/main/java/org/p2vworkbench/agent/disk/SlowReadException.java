package org.p2vworkbench.agent.disk;

import java.io.IOException;

/** Nobody waits for this read any more. */
public final class SlowReadException extends IOException {

    private static final long serialVersionUID = 1;

    public SlowReadException(String name, long at) {
        super("%s @ 0x%x: given up, it took too long".formatted(name, at));
    }
}
