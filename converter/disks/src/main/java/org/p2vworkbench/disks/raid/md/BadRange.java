package org.p2vworkbench.disks.raid.md;

/** Bytes of a device that do not hold what they should. */
record BadRange(long offset, long length) {

    long end() {
        return offset + length;
    }

    boolean touches(long from, long count) {
        return offset < from + count && from < end();
    }
}
