package org.p2vworkbench.disks.raid;

import java.nio.ByteBuffer;

/**
 * A part of a read that lies on one member in one run.
 *
 * @param slot whose member
 * @param at where it begins on the member
 * @param into where it goes in the bytes asked for
 */
record Piece(int slot, long at, int into, int length) {

    long end() {
        return at + length;
    }

    ByteBuffer place(ByteBuffer target) {
        return target.slice(into, length);
    }

    Piece part(int from, int count) {
        return new Piece(slot, at + from, into + from, count);
    }
}
