package org.p2vworkbench.disks.raid;

/**
 * Where the parity of a row lies and in which order the data follows: RAID 4, 5 and 6 with the names of mdadm(8).
 *
 * <pre>
 *   left-symmetric, 4 members      left-asymmetric               ddf-N-continue (RAID 6), 5 members
 *   row 0   D0  D1  D2  P          D0  D1  D2  P                 D0  D1  D2  Q   P
 *   row 1   D4  D5  P   D3         D3  D4  P   D5                D3  D4  Q   P   ...
 *   row 2   D8  P   D6  D7         D6  P   D7  D8
 * </pre>
 *
 * "Left" parity moves towards slot 0, "right" away from it; "symmetric" data starts behind the parity and wraps,
 * "asymmetric" data is in slot order. The "-6" layouts are RAID 5 with a second parity on one more member, what mdadm
 * leaves when it grows RAID 5 to RAID 6. Linux drivers/md/raid5.c, raid5_compute_sector.
 */
public enum ParityLayout {
    /** Has no name: the level has only this one. */
    RAID4("", 1, Turn.LAST, Second.NONE, Order.BY_SLOT),
    RAID5_LEFT_ASYMMETRIC("left-asymmetric", 1, Turn.LEFT, Second.NONE, Order.BY_SLOT),
    RAID5_RIGHT_ASYMMETRIC("right-asymmetric", 1, Turn.RIGHT, Second.NONE, Order.BY_SLOT),
    RAID5_LEFT_SYMMETRIC("left-symmetric", 1, Turn.LEFT, Second.NONE, Order.BEHIND_P),
    RAID5_RIGHT_SYMMETRIC("right-symmetric", 1, Turn.RIGHT, Second.NONE, Order.BEHIND_P),
    RAID5_PARITY_FIRST("parity-first", 1, Turn.FIRST, Second.NONE, Order.BY_SLOT),
    RAID5_PARITY_LAST("parity-last", 1, Turn.LAST, Second.NONE, Order.BY_SLOT),
    RAID6_LEFT_ASYMMETRIC("left-asymmetric", 2, Turn.LEFT, Second.BEHIND_P, Order.BY_SLOT),
    RAID6_RIGHT_ASYMMETRIC("right-asymmetric", 2, Turn.RIGHT, Second.BEHIND_P, Order.BY_SLOT),
    RAID6_LEFT_SYMMETRIC("left-symmetric", 2, Turn.LEFT, Second.BEHIND_P, Order.BEHIND_Q),
    RAID6_RIGHT_SYMMETRIC("right-symmetric", 2, Turn.RIGHT, Second.BEHIND_P, Order.BEHIND_Q),
    RAID6_PARITY_FIRST("parity-first", 2, Turn.FIRST, Second.BEHIND_P, Order.BY_SLOT),
    RAID6_PARITY_LAST("parity-last", 2, Turn.LAST, Second.BEHIND_P, Order.BY_SLOT),
    RAID6_DDF_ZERO_RESTART("ddf-zero-restart", 2, Turn.RIGHT, Second.BEHIND_P, Order.BY_SLOT),
    RAID6_DDF_N_RESTART("ddf-N-restart", 2, Turn.LEFT_ONE_ON, Second.BEHIND_P, Order.BY_SLOT),
    RAID6_DDF_N_CONTINUE("ddf-N-continue", 2, Turn.LEFT, Second.BEFORE_P, Order.BEHIND_P),
    RAID6_LEFT_ASYMMETRIC_6("left-asymmetric-6", 2, Turn.LEFT, Second.FIXED_LAST, Order.BY_SLOT),
    RAID6_RIGHT_ASYMMETRIC_6("right-asymmetric-6", 2, Turn.RIGHT, Second.FIXED_LAST, Order.BY_SLOT),
    RAID6_LEFT_SYMMETRIC_6("left-symmetric-6", 2, Turn.LEFT, Second.FIXED_LAST, Order.BEHIND_P),
    RAID6_RIGHT_SYMMETRIC_6("right-symmetric-6", 2, Turn.RIGHT, Second.FIXED_LAST, Order.BEHIND_P),
    RAID6_PARITY_FIRST_6("parity-first-6", 2, Turn.FIRST, Second.FIXED_LAST, Order.BY_SLOT);

    private enum Turn {
        LEFT,
        LEFT_ONE_ON,
        RIGHT,
        FIRST,
        LAST
    }

    private enum Second {
        NONE,
        BEHIND_P,
        BEFORE_P,
        FIXED_LAST
    }

    private enum Order {
        BY_SLOT,
        BEHIND_P,
        BEHIND_Q
    }

    private final String label;
    private final int parityCount;
    private final Turn turn;
    private final Second second;
    private final Order order;

    ParityLayout(String label, int parityCount, Turn turn, Second second, Order order) {
        this.label = label;
        this.parityCount = parityCount;
        this.turn = turn;
        this.second = second;
        this.order = order;
    }

    /** As mdadm(8) names it. */
    public String label() {
        return label;
    }

    /** How many members may be lost. */
    public int parityCount() {
        return parityCount;
    }

    public int dataCount(int members) {
        return members - parityCount;
    }

    public int slotOfP(long row, int members) {
        int ring = ring(members);
        return switch (turn) {
            case LEFT -> ring - 1 - (int) (row % ring);
            case LEFT_ONE_ON -> ring - 1 - (int) ((row + 1) % ring);
            case RIGHT -> (int) (row % ring);
            case FIRST -> 0;
            case LAST -> dataCount(members);
        };
    }

    /** The slot of the second parity; -1 in layouts without one. */
    public int slotOfQ(long row, int members) {
        return switch (second) {
            case NONE -> -1;
            case BEHIND_P -> (slotOfP(row, members) + 1) % members;
            case BEFORE_P -> (slotOfP(row, members) + members - 1) % members;
            case FIXED_LAST -> members - 1;
        };
    }

    /** The slot of the data chunk that is the {@code k}th of its row. */
    public int slotOfData(long row, int k, int members) {
        int p = slotOfP(row, members);
        int q = slotOfQ(row, members);
        return switch (order) {
            case BEHIND_P -> (p + 1 + k) % ring(members);
            case BEHIND_Q -> (q + 1 + k) % members;
            case BY_SLOT -> bySlot(k, p, q);
        };
    }

    private static int bySlot(int k, int p, int q) {
        int slot = k;
        if (q >= 0 && slot >= Math.min(p, q)) {
            slot++;
        }
        if (slot >= (q >= 0 ? Math.max(p, q) : p)) {
            slot++;
        }
        return slot;
    }

    /**
     * The power of the generator by which a data chunk enters the second parity. Linux counts members from the one
     * behind Q on and leaves P out; DDF takes the slot itself, P and Q counting as members full of zeros (raid5.c,
     * set_syndrome_sources, ddf_layout).
     */
    public int exponentOfData(long row, int k, int members) {
        int slot = slotOfData(row, k, members);
        if (isDdf()) {
            return slot;
        }
        int q = slotOfQ(row, members);
        int behindQ = Math.floorMod(slot - q - 1, members);
        int pBehindQ = Math.floorMod(slotOfP(row, members) - q - 1, members);
        return behindQ > pBehindQ ? behindQ - 1 : behindQ;
    }

    private boolean isDdf() {
        return this == RAID6_DDF_ZERO_RESTART || this == RAID6_DDF_N_RESTART || this == RAID6_DDF_N_CONTINUE;
    }

    /** How many members the first parity goes round. */
    private int ring(int members) {
        return second == Second.FIXED_LAST ? members - 1 : members;
    }
}
