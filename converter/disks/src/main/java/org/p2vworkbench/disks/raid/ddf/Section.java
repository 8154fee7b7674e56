package org.p2vworkbench.disks.raid.ddf;

import org.p2vworkbench.disks.Block;

/**
 * Where a section is: in device blocks, from the header that says so.
 *
 * @param offset all ones when there is no such section
 */
record Section(long offset, long blocks) {

    private static final long NONE = 0xffff_ffffL;

    static Section of(Block header, int at, String name) {
        return new Section(header.u32(at, name + " offset"), header.u32(at + 4, name + " blocks"));
    }

    boolean isPresent() {
        return offset != NONE && blocks != NONE && blocks > 0;
    }
}
