package org.p2vworkbench.reports.sizing;

import java.util.Optional;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.inventory.LiveFacts;

/**
 * The virtual machine that would do.
 *
 * @param stars how much to trust it: 1 nothing was measured, 2 counters since the start, 3 an hour, 4 a day, 5 a week
 * @param diskBytes as today, thin
 * @param poolBytes what it takes in the pool
 * @param measured whether processors and memory follow from the load; else they are today's
 */
public record Proposal(long processors, long memoryBytes, long diskBytes, long poolBytes, int stars, boolean measured) {

    private static final double COMFORT = 1.3;
    private static final double GOAL_LOAD = 0.7;
    private static final double ALREADY_SHORT = 0.85;
    private static final double MEMORY_COMFORT = 1.2;
    private static final long MEMORY_STEP = 512L << 20;
    private static final double POOL_SHARE = 1.1;
    private static final long OVERLAY_BYTES = 2L << 30;
    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;

    public static Proposal of(Inventory inventory, Target target) {
        long threads = Math.max(1, inventory.hardware().processor().threads().orElse(1L));
        long memory = inventory.hardware().memory().totalBytes().orElse(0L);
        Allocation allocation = Allocation.of(inventory);
        long pool = (long) Math.min(Long.MAX_VALUE, allocation.usedBytes() * POOL_SHARE + OVERLAY_BYTES);
        Optional<LiveFacts.Load> load =
                inventory.live().flatMap(live -> live.load().value());
        int stars = load.map(Proposal::stars).orElse(1);
        boolean watched = stars > 2 || load.map(seen -> seen.seconds() > 0).orElse(false);
        return new Proposal(
                watched ? processors(load.get(), threads, target) : threads,
                watched ? memory(load.get(), memory) : memory,
                allocation.diskBytes(),
                pool,
                stars,
                watched);
    }

    /** ceil(p95 x threads x speed there / speed here x comfort / goal), at least 1, at most today's unless those are short. */
    private static long processors(LiveFacts.Load load, long threads, Target target) {
        long needed = (long) Math.ceil(load.cpuP95() * threads / target.processorFactor() * COMFORT / GOAL_LOAD);
        long most = load.cpuP95() > ALREADY_SHORT ? 2 * threads : threads;
        return Math.max(1, Math.min(most, needed));
    }

    private static long memory(LiveFacts.Load load, long today) {
        long needed = (long) Math.ceil(load.memoryUsedP95Bytes() * MEMORY_COMFORT / MEMORY_STEP) * MEMORY_STEP;
        long least = Math.max(MEMORY_STEP, needed);
        return today > 0 ? Math.min(Math.max(MEMORY_STEP, roundedUp(today)), least) : least;
    }

    private static long roundedUp(long bytes) {
        return (bytes + MEMORY_STEP - 1) / MEMORY_STEP * MEMORY_STEP;
    }

    private static int stars(LiveFacts.Load load) {
        return load.seconds() >= 7 * DAY ? 5 : load.seconds() >= DAY ? 4 : load.seconds() >= HOUR ? 3 : 2;
    }
}
