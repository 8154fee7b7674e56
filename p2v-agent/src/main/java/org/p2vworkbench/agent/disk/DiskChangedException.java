package org.p2vworkbench.agent.disk;

import java.io.IOException;

/** A disk has another size than when it was listed. What was copied of it may belong to another disk. */
public final class DiskChangedException extends IOException {

    private static final long serialVersionUID = 1;

    public DiskChangedException(String name, long before, long now) {
        super("%s had %d bytes when it was listed and has %d now. List the disks again and compare before going on."
                .formatted(name, before, now));
    }
}
