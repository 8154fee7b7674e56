package org.p2vworkbench.disks.raid.infer;

import java.io.IOException;

/** As much was read of a disk as an inference may read. */
final class AllowanceSpentException extends IOException {

    private static final long serialVersionUID = 1;

    AllowanceSpentException(String disk, long bytes) {
        super("%s: all of the %d bytes that may be sampled were read".formatted(disk, bytes));
    }
}
