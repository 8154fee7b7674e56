package org.p2vworkbench.disks.raid;

/**
 * How long parity stays on a member before it moves on: one row nearly everywhere; HP Smart Array keeps it for 16 as a
 * rule ("delayed parity").
 *
 * @param firstDelayRows rows before the first move, where that differs
 */
public record Rotation(long delayRows, long firstDelayRows) {

    public static final Rotation EVERY_ROW = new Rotation(1, 1);

    public Rotation {
        if (delayRows < 1 || firstDelayRows < 0) {
            throw new IllegalArgumentException(
                    "parity stays for %d rows, at first %d".formatted(delayRows, firstDelayRows));
        }
    }

    /** The row of an undelayed set whose layout this row has. */
    long layoutRow(long row) {
        return row < firstDelayRows ? 0 : (firstDelayRows == 0 ? 0 : 1) + (row - firstDelayRows) / delayRows;
    }
}
