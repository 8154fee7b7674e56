package org.p2vworkbench.disks.raid.imsm;

import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * How a volume lies on its members: 48 bytes and four for each member.
 *
 * @param stripSectors what lies on one member before the next follows
 * @param domains how many members have the same data, 1 without mirrors
 * @param order for each slot, the disk's place in the disk table, and whether it is out of step
 */
record ImsmMap(
        long startSector,
        long sectorsPerMember,
        long dataStripes,
        int stripSectors,
        int state,
        int level,
        int members,
        int domains,
        int failedDisk,
        List<Long> order) {

    static final int STATE_UNINITIALISED = 1;

    private static final int ORDER_AT = 0x30;
    private static final long INDEX = 0xff_ffff;
    private static final long OUT_OF_STEP = 1 << 24;

    ImsmMap {
        order = List.copyOf(order);
    }

    static ImsmMap of(Block in, int at) throws DiskFormatException {
        ImsmRecord.require(in, at, ORDER_AT, "a volume's map");
        int members = in.u8(at + 0x10, "members");
        ImsmRecord.require(in, at, ORDER_AT + 4 * members, "a volume's map");
        List<Long> order = new ArrayList<>();
        for (int slot = 0; slot < members; slot++) {
            order.add(in.u32(at + ORDER_AT + 4 * slot, "disk in slot " + slot));
        }
        return new ImsmMap(
                ImsmRecord.wide(in, at, at + 0x14, "start sector"),
                ImsmRecord.wide(in, at + 0x04, at + 0x18, "sectors per member"),
                ImsmRecord.wide(in, at + 0x08, at + 0x1c, "data stripes"),
                in.u16(at + 0x0c, "sectors per strip"),
                in.u8(at + 0x0e, "map state"),
                in.u8(at + 0x0f, "level"),
                members,
                in.u8(at + 0x11, "domains"),
                in.u8(at + 0x12, "failed disk"),
                order);
    }

    int bytes() {
        return ORDER_AT + 4 * members;
    }

    int disk(int slot) {
        return (int) (order.get(slot) & INDEX);
    }

    boolean isOutOfStep(int slot) {
        return (order.get(slot) & OUT_OF_STEP) != 0;
    }

    /** Whether data lies in the same places by both. */
    boolean isLaidOutAs(ImsmMap other) {
        return startSector == other.startSector
                && stripSectors == other.stripSectors
                && level == other.level
                && members == other.members;
    }
}
