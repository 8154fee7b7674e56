package org.p2vworkbench.disks.nbd;

import java.io.IOException;
import java.util.Map;

/** The server answered a request with an error; the connection itself is in order. */
final class ServerRefusal extends IOException {

    private static final long serialVersionUID = 1;

    /** proto.md, "Error values". */
    private static final Map<Integer, String> NAMES = Map.of(
            1, "operation not permitted",
            5, "input/output error",
            12, "out of memory",
            22, "invalid argument",
            28, "no space left",
            75, "value too large",
            95, "not supported",
            108, "shutting down");

    private final int error;

    ServerRefusal(int error, String message) {
        super("the server says error %d (%s)%s"
                .formatted(error, NAMES.getOrDefault(error, "unknown"), message.isEmpty() ? "" : ": " + message));
        this.error = error;
    }

    boolean isShuttingDown() {
        return error == NbdProtocol.ESHUTDOWN;
    }
}
