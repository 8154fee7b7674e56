package org.p2vworkbench.disks.nbd;

import java.util.OptionalInt;

/**
 * What a server said of the disk it serves.
 *
 * @param flags transmission flags
 * @param leastBlockBytes offsets and lengths of requests are multiples of it; a power of two
 * @param mostRequestBytes no request is longer; a multiple of {@code leastBlockBytes}
 * @param allocation the number under which block status is told, when it is
 */
record Export(
        long sizeBytes,
        int flags,
        int leastBlockBytes,
        int mostRequestBytes,
        boolean structuredReplies,
        OptionalInt allocation) {

    boolean takesManyConnections() {
        return (flags & NbdProtocol.CAN_MULTI_CONN) != 0;
    }
}
