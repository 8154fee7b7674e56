package org.p2vworkbench.disks.raid.ddf;

import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.disks.Block;

/**
 * Which volumes a spare disk is kept for (DDF 2.0, section 5.9.2).
 *
 * @param type bit 0 dedicated to the volumes listed, bit 2 in use for one
 */
record SpareRecord(DdfCrc crc, int type, List<DdfGuid> volumes) {

    static final long MAGIC = 0x55555555L;

    private static final int ENTRIES_AT = 0x20;
    private static final int ENTRY = 32;

    SpareRecord {
        volumes = List.copyOf(volumes);
    }

    static SpareRecord of(Block in) {
        int type = in.u8(0x13, "spare type");
        int count = Math.min(in.u16(0x14, "spare assignments"), (in.length() - ENTRIES_AT) / ENTRY);
        List<DdfGuid> volumes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            volumes.add(DdfGuid.of(in, ENTRIES_AT + i * ENTRY));
        }
        return new SpareRecord(DdfCrc.of(in, in.length()), type, volumes);
    }
}
