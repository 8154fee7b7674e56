package org.p2vworkbench.disks.image.vmdk.sparse;

import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.disks.Field;
import org.p2vworkbench.disks.Structure;

/** Damage that was met and got round while reading; an operator wants to know of it. Safe for many threads. */
public final class Notices {

    private static final int MOST = 100;

    private final List<Structure> notices = new ArrayList<>();

    /** Takes note once; the first hundred tell the story. */
    public synchronized void add(long offset, int width, String file, String what) {
        Structure notice =
                new Structure(file, Structure.WARNING, offset, List.of(new Field(offset, width, "found", what)));
        if (notices.size() < MOST && !notices.contains(notice)) {
            notices.add(notice);
        }
    }

    /** What was met so far. */
    public synchronized List<Structure> structures() {
        return List.copyOf(notices);
    }
}
