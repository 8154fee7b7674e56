package org.p2vworkbench.disks.raid.claim;

import org.p2vworkbench.disks.raid.set.RaidDisk;

/**
 * What one disk says of itself: to which array it belongs, and as what.
 *
 * @param metadata what the format read from the disk
 * @param group the array, by whatever the format knows one by: equal on all its members
 * @param slot place in the order of the data; meaningless for a spare
 * @param generation rises when the array changes without a member; 0 where the format counts nothing
 * @param intact false when a checksum of the metadata does not hold
 * @param note one sentence on the standing or the damage; empty when there is nothing to say
 */
public record Claim<M>(
        RaidDisk disk,
        M metadata,
        String group,
        int slot,
        long generation,
        Standing standing,
        boolean intact,
        String note) {

    /** What the metadata thinks of the disk that carries it. */
    public enum Standing {
        MEMBER,
        /** Belongs to a copy that was being written when the machine stopped: read only where no other copy is better. */
        UNSYNCED,
        /** Being filled. */
        REBUILDING,
        FAILED,
        SPARE
    }

    public static <M> Claim<M> member(RaidDisk disk, M metadata, String group, int slot) {
        return new Claim<>(disk, metadata, group, slot, 0, Standing.MEMBER, true, "");
    }

    public Claim<M> at(long newGeneration) {
        return new Claim<>(disk, metadata, group, slot, newGeneration, standing, intact, note);
    }

    public Claim<M> in(int otherSlot) {
        return new Claim<>(disk, metadata, group, otherSlot, generation, standing, intact, note);
    }

    public Claim<M> as(Standing other, String why) {
        return new Claim<>(disk, metadata, group, slot, generation, other, intact, why);
    }

    /** The same, its checksum found wrong. */
    public Claim<M> damaged(String how) {
        return new Claim<>(disk, metadata, group, slot, generation, standing, false, how);
    }

    public boolean of(Standing asked) {
        return standing == asked;
    }
}
