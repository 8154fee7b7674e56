package org.p2vworkbench.disks.raid.ddf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.p2vworkbench.disks.Block;

/**
 * What the group knows of one of its volumes (DDF 2.0, section 5.8).
 *
 * @param position in the table
 * @param paddedName all sixteen characters, a byte each
 */
record VirtualDisk(
        DdfGuid guid, int position, int number, int type, int state, int initState, String name, String paddedName) {

    private static final long MAGIC = 0xddddddddL;
    private static final int ENTRIES_AT = 64;
    private static final int ENTRY = 64;
    private static final int NAME = 16;

    private static final int STATE_MASK = 0x7;
    private static final int STATE_MORPHING = 0x8;
    private static final int STATE_INCONSISTENT = 0x10;
    private static final int INIT_MASK = 0x3;

    /** In the order of their codes. */
    private enum State {
        OPTIMAL,
        DEGRADED,
        DELETED,
        MISSING,
        FAILED,
        PARTLY_OPTIMAL,
        OFFLINE,
        RESERVED
    }

    static List<VirtualDisk> all(Block in) throws IOException {
        DeviceBlocks.expect(in, MAGIC, "virtual disk records");
        in.u16(0x08, "virtual disks");
        int room = Math.min(in.u16(0x0a, "max virtual disks"), (in.length() - ENTRIES_AT) / ENTRY);
        List<VirtualDisk> disks = new ArrayList<>();
        for (int i = 0; i < room; i++) {
            int at = ENTRIES_AT + i * ENTRY;
            DdfGuid guid = DdfGuid.of(in, at);
            if (!guid.isUnused()) {
                disks.add(new VirtualDisk(
                        guid,
                        i,
                        in.u16(at + 0x18, "number"),
                        in.u16(at + 0x1e, "type"),
                        in.u8(at + 0x20, "state"),
                        in.u8(at + 0x21, "init state"),
                        in.ascii(at + 0x30, NAME, "name").strip(),
                        new String(in.slice(at + 0x30, NAME), StandardCharsets.ISO_8859_1)));
            }
        }
        return disks;
    }

    boolean isDeleted() {
        return (state & STATE_MASK) == State.DELETED.ordinal();
    }

    /** The controller was changing its level or size. */
    boolean isMorphing() {
        return (state & STATE_MORPHING) != 0;
    }

    /** Redundancy may not match the data. */
    boolean isInconsistent() {
        return (state & STATE_INCONSISTENT) != 0;
    }

    boolean isInitialised() {
        return (initState & INIT_MASK) == 2;
    }

    String stateLabel() {
        return State.values()[state & STATE_MASK]
                        .name()
                        .toLowerCase(Locale.ROOT)
                        .replace('_', ' ')
                + (isMorphing() ? ", morphing" : "")
                + (isInconsistent() ? ", not consistent" : "");
    }
}
