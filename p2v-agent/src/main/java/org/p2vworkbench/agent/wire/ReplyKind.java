package org.p2vworkbench.agent.wire;

import java.util.Arrays;
import java.util.Optional;

/** Numbers of the replies. They are never given a second meaning. */
enum ReplyKind {
    DONE(0x81),
    WELCOME(0x82),
    INVENTORY(0x83),
    DISKS(0x84),
    CHUNK(0x85),
    HASHES(0x86),
    RATES(0x87),
    ERROR(0x88),
    SURVEY(0x89);

    final int number;

    ReplyKind(int number) {
        this.number = number;
    }

    static Optional<ReplyKind> numbered(int number) {
        return Arrays.stream(values()).filter(kind -> kind.number == number).findFirst();
    }
}
