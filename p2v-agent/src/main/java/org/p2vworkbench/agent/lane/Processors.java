package org.p2vworkbench.agent.lane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether all processors of this machine have been at work of late: then whatever is done by them, compressing too, is at
 * the cost of something else. From the first line of {@code /proc/stat}, see proc(5); where there is none they count as idle.
 */
final class Processors {

    private static final double BUSY_SHARE = 0.9;
    private static final int FIRST_NUMBER = 1;
    private static final int IDLE = 4;
    private static final int WAITING = 5;

    /** Times of virtual machines are counted among those of users already. */
    private static final int LAST_NUMBER = 8;

    private final Path stat;
    private long idleBefore;
    private long allBefore;
    private volatile boolean busy;

    Processors(Path stat) {
        this.stat = stat;
    }

    boolean areBusy() {
        return busy;
    }

    /** Compares with the last time; for one thread. */
    void look() {
        try (var lines = Files.lines(stat)) {
            String[] fields = lines.findFirst().orElse("").split(" +");
            long all = 0;
            long idle = 0;
            for (int i = FIRST_NUMBER; i < Math.min(fields.length, LAST_NUMBER + 1); i++) {
                long ticks = Long.parseLong(fields[i]);
                all += ticks;
                idle += i == IDLE || i == WAITING ? ticks : 0;
            }
            long passed = all - allBefore;
            busy = allBefore > 0 && passed > 0 && idle - idleBefore < passed * (1 - BUSY_SHARE);
            allBefore = all;
            idleBefore = idle;
        } catch (IOException | NumberFormatException unknown) {
            busy = false;
        }
    }
}
