package org.p2vworkbench.converter.migrate;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.p2vworkbench.agent.wire.Request;
import org.p2vworkbench.converter.copy.DiskProgress;
import org.p2vworkbench.converter.ingest.ConnectedMachine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at a migration once a second, tells whoever watches here, and the console of the old machine. */
final class Watch implements Closeable {

    /** Above this share of their time, those who copy wait for the other end; below the other, hardly ever. */
    private static final double MOSTLY = 0.7;

    private static final double HARDLY = 0.3;

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    /** What comes later could only overwrite the farewell on the old machine's console. */
    private static final Duration LAST_LOOK = Duration.ofSeconds(5);

    private final ConnectedMachine machine;
    private final List<DiskProgress> disks;
    private final long sourceRate;
    private final Consumer<HowFar> listener;
    private final Pace pace = new Pace();
    private final Pace wire = new Pace();
    private final Pace waiting = new Pace();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "watch");
        thread.setDaemon(true);
        return thread;
    });
    private boolean verifying;

    /** @param sourceRate bytes a second that the old disk gives when nobody else wants anything; 0 for unknown */
    Watch(ConnectedMachine machine, List<DiskProgress> disks, long sourceRate, Consumer<HowFar> listener) {
        this.machine = machine;
        this.disks = disks;
        this.sourceRate = sourceRate;
        this.listener = listener;
    }

    void start() {
        clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    private void look() {
        HowFar now = howFar(System.nanoTime());
        listener.accept(now);
        try {
            if (machine.laneCount() < machine.advisedLanes()) {
                machine.tell(new Request.Lanes(machine.advisedLanes()));
            }
            machine.tell(progress(now));
        } catch (IOException away) {
            // It shows nothing while it is not there; those who copy wait for it.
            pace.restart();
        }
    }

    private HowFar howFar(long nanos) {
        boolean verifyingNow = disks.stream().anyMatch(disk -> disk.state() == DiskProgress.State.VERIFYING);
        if (verifyingNow != verifying) {
            verifying = verifyingNow;
            pace.restart();
        }
        long done = disks.stream().mapToLong(DiskProgress::doneBytes).sum();
        long total = disks.stream().mapToLong(DiskProgress::totalBytes).sum();
        pace.add(nanos, done);
        wire.add(nanos, machine.wireBytes());
        waiting.add(nanos, machine.waitingNanos());
        return new HowFar(
                machine.name(),
                verifying ? "verify" : "copy",
                done,
                total,
                pace.perSecond(),
                wire.perSecond(),
                pace.least(total - done),
                pace.most(total - done),
                (verifying ? Limit.HOST : limitedBy()).words());
    }

    private Limit limitedBy() {
        if (!machine.isConnected()) {
            return Limit.AWAY;
        }
        if (machine.bandwidth().isHeld()) {
            return Limit.PAUSE;
        }
        if (machine.isLimited()) {
            return Limit.LIMIT;
        }
        double share = waiting.perSecond() / 1e9 / MigrationOptions.IN_FLIGHT;
        if (pace.perSecond() == 0) {
            return Limit.UNKNOWN;
        }
        if (share < HARDLY) {
            return Limit.HOST;
        }
        if (share < MOSTLY) {
            return Limit.BOTH;
        }
        return sourceRate > 0 && pace.perSecond() > sourceRate * MOSTLY ? Limit.SOURCE : Limit.LINK;
    }

    private Request.Progress.State state(HowFar now) {
        if (now.stage().equals("verify")) {
            return Request.Progress.State.VERIFYING;
        }
        return machine.bandwidth().isHeld() ? Request.Progress.State.PAUSED : Request.Progress.State.COPYING;
    }

    private Request.Progress progress(HowFar now) {
        return new Request.Progress(
                state(now),
                now.doneBytes(),
                now.totalBytes(),
                now.bytesPerSecond(),
                Math.max(0, now.leastSecondsLeft()),
                Math.max(0, now.mostSecondsLeft()),
                now.limitedBy().isEmpty() ? "" : "limited by " + now.limitedBy());
    }

    /**
     * A look that is under way ends by itself. An interrupt would meet it as it writes: it would close the channel to
     * whoever asked, or the lane, in the moment in which both are to be told how the migration ended.
     */
    @Override
    public void close() {
        clock.shutdown();
        try {
            if (!clock.awaitTermination(LAST_LOOK.toSeconds(), TimeUnit.SECONDS)) {
                LOG.debug("machine={} does not answer the last look", machine.name());
            }
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
        }
    }
}
