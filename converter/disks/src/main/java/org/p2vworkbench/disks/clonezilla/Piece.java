package org.p2vworkbench.disks.clonezilla;

/** Bytes that lie at a place of a disk: a partition table's sectors. */
record Piece(String what, long offset, byte[] bytes) {

    static final int SECTOR_BYTES = 512;

    static Piece atSector(String what, long sector, byte[] bytes) {
        return new Piece(what, sector * SECTOR_BYTES, bytes);
    }
}
