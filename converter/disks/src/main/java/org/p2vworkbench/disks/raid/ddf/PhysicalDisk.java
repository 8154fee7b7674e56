package org.p2vworkbench.disks.raid.ddf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.disks.Block;

/**
 * What the group knows of one of its disks (DDF 2.0, section 5.7).
 *
 * @param reference how volumes and the disk itself name it
 * @param configuredBlocks what volumes may use
 */
record PhysicalDisk(DdfGuid guid, long reference, int type, int state, long configuredBlocks) {

    private static final long MAGIC = 0x22222222L;
    /** That of the disk data section: mdadm of 2010 writes it here too, and reads either. */
    private static final long MAGIC_OF_OLD_MDADM = 0x33333333L;

    private static final int ENTRIES_AT = 64;
    private static final int ENTRY = 64;

    private static final int TYPE_GLOBAL_SPARE = 0x4;
    private static final int TYPE_SPARE = 0x8;
    private static final int STATE_ONLINE = 0x1;
    private static final int STATE_FAILED = 0x2;
    private static final int STATE_REBUILDING = 0x4;
    private static final int STATE_MISSING = 0x40;

    /** All entries in use. The count at 0x08 counts them; they need not be the first. */
    static List<PhysicalDisk> all(Block in) throws IOException {
        if (in.u32(0, "signature") != MAGIC_OF_OLD_MDADM) {
            DeviceBlocks.expect(in, MAGIC, "physical disk records");
        }
        in.u16(0x08, "physical disks");
        int room = Math.min(in.u16(0x0a, "max physical disks"), (in.length() - ENTRIES_AT) / ENTRY);
        List<PhysicalDisk> disks = new ArrayList<>();
        for (int i = 0; i < room; i++) {
            int at = ENTRIES_AT + i * ENTRY;
            DdfGuid guid = DdfGuid.of(in, at);
            if (!guid.isUnused()) {
                disks.add(new PhysicalDisk(
                        guid,
                        in.u32(at + 0x18, "reference"),
                        in.u16(at + 0x1c, "type"),
                        in.u16(at + 0x1e, "state"),
                        in.bits64(at + 0x20, "configured blocks")));
            }
        }
        return disks;
    }

    boolean isSpare() {
        return (type & (TYPE_GLOBAL_SPARE | TYPE_SPARE)) != 0;
    }

    boolean isOnline() {
        return (state & STATE_ONLINE) != 0;
    }

    boolean isFailed() {
        return (state & STATE_FAILED) != 0;
    }

    boolean isRebuilding() {
        return (state & STATE_REBUILDING) != 0;
    }

    boolean isMissing() {
        return (state & STATE_MISSING) != 0;
    }
}
