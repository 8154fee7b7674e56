package org.p2vworkbench.disks.raid.set;

import java.util.Locale;
import java.util.Optional;

/**
 * A place in a set and the disk that takes it.
 *
 * @param index slot in the order of the data, over all spans; -1 for what has no slot (spare, journal)
 * @param disk empty when the disk is not among those looked at
 * @param note why it has this role, one sentence; empty when there is nothing to say
 */
public record RaidMember(int index, Optional<RaidDisk> disk, Role role, String note) {

    /** What the disk is to the set. */
    public enum Role {
        /** Its data is read. */
        ACTIVE,
        /** The slot's disk is not there. */
        MISSING,
        /** Behind the others: its data is not read. */
        STALE,
        /** Marked failed by the set. */
        FAILED,
        /** Being filled when the set stopped: its data is not read. */
        REBUILDING,
        SPARE,
        JOURNAL,
        /** One of several disks that claim the same slot: none is read until the operator chooses. */
        CONTENDER;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static RaidMember active(int index, RaidDisk disk) {
        return new RaidMember(index, Optional.of(disk), Role.ACTIVE, "");
    }

    public static RaidMember missing(int index, String note) {
        return new RaidMember(index, Optional.empty(), Role.MISSING, note);
    }
}
