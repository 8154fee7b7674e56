package org.p2vworkbench.agent.wire;

import java.util.Arrays;

/** Why a request was not served. What each asks of the converter is in docs/protocol.md. */
public enum ErrorCode {
    /** A number that this version does not have. */
    OTHER(0),
    /** No version that both ends speak. The text says which the agent speaks. The agent hangs up. */
    VERSION(1),
    /** Something else than hello came first, or hello came twice. */
    OUT_OF_TURN(2),
    /** The agent does not know this request. */
    UNKNOWN_REQUEST(3),
    /** The request makes no sense: beyond the end of the disk, a chunk larger than the agent said it takes. */
    BAD_REQUEST(4),
    /** More requests at once than the agent holds. */
    TOO_MANY(5),
    NO_SUCH_DISK(6),
    /** The disk was there and does not answer any more. */
    DISK_GONE(7),
    /** The disk has another size than when it was listed. */
    DISK_CHANGED(8),
    /** The agent itself failed. */
    INTERNAL(9);

    final int number;

    ErrorCode(int number) {
        this.number = number;
    }

    static ErrorCode numbered(int number) {
        return Arrays.stream(values())
                .filter(code -> code.number == number)
                .findFirst()
                .orElse(OTHER);
    }
}
