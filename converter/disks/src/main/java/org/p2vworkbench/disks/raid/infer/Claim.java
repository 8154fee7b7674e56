package org.p2vworkbench.disks.raid.infer;

import java.util.List;

/**
 * A block that names its own address, and where it was seen: more than once when members mirror each other, or where a
 * parity block equals the only data of its row.
 */
record Claim(long at, List<Place> places) {

    /** A place on a disk, by the disk's number among those looked at. */
    record Place(int disk, long offset) {}

    Claim {
        places = List.copyOf(places);
    }

    Claim shifted(long by) {
        return new Claim(at + by, places);
    }
}
