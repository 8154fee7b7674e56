package org.p2vworkbench.disks.raid;

import java.io.IOException;

/** What stood in the way of one read on several members: the first cause, the others along with it. */
final class Failures {

    private Failures() {}

    static IOException join(IOException first, IOException next) {
        if (first == null) {
            return next;
        }
        if (first != next) {
            first.addSuppressed(next);
        }
        return first;
    }
}
