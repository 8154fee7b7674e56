package org.p2vworkbench.disks.raid.set;

import java.util.Locale;

/** What a set does with its members. A set of sets (50, 60) has the level of its inner sets and several spans. */
public enum RaidLevel {
    RAID0,
    RAID1,
    RAID4,
    RAID5,
    RAID6,
    RAID10,
    RAID50,
    RAID60,
    LINEAR,
    JBOD,
    /** Metadata that names a level this program does not know. */
    UNKNOWN;

    /** As reports and JSON have it: "raid5". */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
