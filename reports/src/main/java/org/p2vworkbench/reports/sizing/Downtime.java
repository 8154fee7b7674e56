package org.p2vworkbench.reports.sizing;

import java.util.Optional;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.inventory.LiveFacts;

/**
 * How long the machine is away when a first pass runs while it still works: what it writes meanwhile has to travel again.
 *
 * @param converges whether it writes more slowly than the copy runs
 * @param seconds of the last pass and what follows it; without meaning when it does not converge
 */
public record Downtime(boolean converges, double seconds) {

    private static final double SHUT_DOWN_SECONDS = 180;
    private static final double AFTERWARDS_SECONDS = 480;

    /** Nothing when nobody watched what it writes. */
    public static Optional<Downtime> of(Inventory inventory, MoveTime move) {
        return inventory
                .live()
                .flatMap(live -> live.load().value())
                .map(LiveFacts.Load::writeBytesPerSecond)
                .map(written -> of(written, move));
    }

    private static Downtime of(long writtenPerSecond, MoveTime move) {
        double share = writtenPerSecond / (double) move.bottleneck().bytesPerSecond();
        return new Downtime(
                share < 1, SHUT_DOWN_SECONDS + move.copySeconds() * Math.min(1, share) + AFTERWARDS_SECONDS);
    }
}
