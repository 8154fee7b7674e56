package org.p2vworkbench.disks.raid.claim;

import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidMember;

/**
 * Who sits where.
 *
 * @param members everybody with a role, in slot order, then those without a slot
 * @param readers by slot, the disk whose data is read
 */
public record Seats(List<RaidMember> members, List<Optional<RaidDisk>> readers) {

    public Seats {
        members = List.copyOf(members);
        readers = List.copyOf(readers);
    }

    /** All slots are read. */
    public boolean complete() {
        return readers.stream().allMatch(Optional::isPresent);
    }

    public int present() {
        return (int) readers.stream().filter(Optional::isPresent).count();
    }
}
