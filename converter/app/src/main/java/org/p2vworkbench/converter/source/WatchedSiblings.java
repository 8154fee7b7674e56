package org.p2vworkbench.converter.source;

import java.io.IOException;
import java.util.Set;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.image.Siblings;

/** Siblings that note the identity of each file opened through them, and through the neighbourhoods of those. */
record WatchedSiblings(Siblings watched, Set<String> opened) implements Siblings {

    static Sibling watch(Sibling found, Set<String> opened) {
        return new Sibling(found.bytes(), new WatchedSiblings(found.siblings(), opened), found.identity());
    }

    @Override
    public Sibling open(String reference, DiskAddress namedAt) throws IOException {
        Sibling found = watched.open(reference, namedAt);
        opened.add(found.identity());
        return watch(found, opened);
    }

    @Override
    public boolean has(String reference) {
        return watched.has(reference);
    }
}
