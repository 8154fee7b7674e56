package org.p2vworkbench.disks.raid.infer;

import java.util.List;
import org.p2vworkbench.disks.raid.judge.StructureMap;

/** A filesystem of which the start was seen, and where: more than one place when it is mirrored or has a copy. */
record Sighting(StructureMap map, List<Claim.Place> places) {

    Sighting {
        places = List.copyOf(places);
    }
}
