package org.p2vworkbench.agent.wire;

import java.util.Arrays;
import java.util.Optional;

/** Numbers of the requests. They are never given a second meaning. */
enum RequestKind {
    HELLO(0x01),
    INVENTORY(0x02),
    DISKS(0x03),
    READ(0x04),
    HASH(0x05),
    PROBE(0x06),
    PROGRESS(0x07),
    LANES(0x08),
    CANCEL(0x09),
    FINISH(0x0a),
    HASH_USED(0x0b),
    READ_USED(0x0c),
    SURVEY(0x0d);

    final int number;

    RequestKind(int number) {
        this.number = number;
    }

    static Optional<RequestKind> numbered(int number) {
        return Arrays.stream(values()).filter(kind -> kind.number == number).findFirst();
    }
}
