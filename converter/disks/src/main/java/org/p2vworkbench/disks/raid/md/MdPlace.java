package org.p2vworkbench.disks.raid.md;

/**
 * What a superblock says a device is to its array.
 *
 * @param slot in the order of the data; -1 unless active
 */
record MdPlace(Kind kind, int slot) {

    enum Kind {
        ACTIVE,
        SPARE,
        FAULTY,
        JOURNAL
    }

    static final MdPlace SPARE = new MdPlace(Kind.SPARE, -1);
    static final MdPlace FAULTY = new MdPlace(Kind.FAULTY, -1);
    static final MdPlace JOURNAL = new MdPlace(Kind.JOURNAL, -1);

    static MdPlace active(int slot) {
        return new MdPlace(Kind.ACTIVE, slot);
    }

    boolean isActive() {
        return kind == Kind.ACTIVE;
    }
}
