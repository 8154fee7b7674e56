package org.p2vworkbench.disks.raid.detect;

import java.util.List;
import org.p2vworkbench.disks.raid.set.RaidFormat;

/** Every family of metadata there is, the best known first. A new family is one line here. */
final class RaidFormats {

    private RaidFormats() {}

    static List<RaidFormat> all() {
        return List.of();
    }
}
