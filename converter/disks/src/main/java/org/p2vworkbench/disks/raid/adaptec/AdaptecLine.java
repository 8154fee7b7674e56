package org.p2vworkbench.disks.raid.adaptec;

import org.p2vworkbench.disks.Block;

/**
 * A line of the table: an array, or a disk of the array above it.
 *
 * @param count disks of an array
 * @param sequence rises with every change
 * @param magic identity of the array or the disk
 * @param level 0 a disk, 1 an array, 3 an array of arrays
 * @param state of a disk: 0 in order, 1 degraded, 3 failed, 4 replaced, 0x10 being built, 0x20 being rebuilt
 * @param place host adapter, channel, LUN and id, by which dmraid orders the disks
 * @param strip in sectors, says dmraid
 */
record AdaptecLine(
        int count,
        int sequence,
        long magic,
        int level,
        int type,
        int state,
        long place,
        long startSector,
        long sectors,
        int strip,
        String name) {

    static final int BYTES = 64;

    static final int DISK = 0;
    static final int ARRAY = 1;
    static final int NESTED = 3;

    static final int RAID0 = 0;
    static final int RAID1 = 1;
    static final int SPARE = 0xfe;

    private static final int IN_ORDER = 0;
    private static final int REPLACED = 4;
    private static final int BUILDING = 0x10;
    private static final int REBUILDING = 0x20;

    static AdaptecLine parse(Block in, int at) {
        return new AdaptecLine(
                in.u16(at, "count"),
                in.u16(at + 2, "sequence"),
                in.u32(at + 4, "magic"),
                in.u8(at + 8, "level"),
                in.u8(at + 9, "type"),
                in.u8(at + 0xa, "state"),
                (long) in.u8(at + 0xd, "host adapter") << 48
                        | (long) in.u8(at + 0xe, "channel") << 40
                        | (long) in.u8(at + 0xf, "lun") << 32
                        | in.u32(at + 0x10, "id"),
                in.u32(at + 0x14, "start"),
                in.u32(at + 0x18, "sectors"),
                in.u16(at + 0x1c, "strip"),
                in.ascii(at + 0x30, 16, "name").strip());
    }

    boolean inOrder() {
        return state == IN_ORDER;
    }

    boolean beingFilled() {
        return state == REPLACED || state == BUILDING || state == REBUILDING;
    }
}
