package org.p2vworkbench.converter.cli;

import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.converter.copy.DiskProgress;

/**
 * Shows how far the disks are while they are copied. On a terminal one line is rewritten; elsewhere each disk says a
 * line when it ends and one every ten seconds, which is what a log wants.
 */
final class ProgressDisplay implements AutoCloseable {

    private static final long TERMINAL_MILLIS = 250;
    private static final long LOG_MILLIS = 10_000;

    private final Console console;
    private final List<DiskProgress> disks;
    private final List<DiskProgress> ended = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "progress");
    private boolean closed;

    ProgressDisplay(Console console, List<DiskProgress> disks) {
        this.console = console;
        this.disks = disks;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private synchronized void run() {
        long interval = console.terminal() ? TERMINAL_MILLIS : LOG_MILLIS;
        long due = System.nanoTime() + interval * 1_000_000;
        while (!closed) {
            try {
                wait(TERMINAL_MILLIS);
            } catch (InterruptedException unwanted) {
                return;
            }
            showEnded();
            if (System.nanoTime() - due >= 0) {
                due += interval * 1_000_000;
                showRunning();
            }
        }
    }

    private void showEnded() {
        for (DiskProgress disk : disks) {
            if (disk.state() == DiskProgress.State.FINISHED && !ended.contains(disk)) {
                ended.add(disk);
                console.story(endLine(disk));
            }
        }
    }

    private void showRunning() {
        List<DiskProgress> running = disks.stream()
                .filter(disk ->
                        disk.state() == DiskProgress.State.COPYING || disk.state() == DiskProgress.State.VERIFYING)
                .toList();
        if (console.terminal()) {
            running.stream().findFirst().ifPresent(disk -> console.status(line(disk) + batch(running.size())));
        } else {
            running.forEach(disk -> console.story(line(disk)));
            if (!running.isEmpty() && disks.size() > 1) {
                console.story("batch:" + batch(0).substring(2));
            }
        }
    }

    static String endLine(DiskProgress disk) {
        String lost = disk.lostBytes() > 0 ? ", %s lost".formatted(Amounts.bytes(disk.lostBytes())) : "";
        return "%s/%s: %s in %s, %s%s"
                .formatted(
                        disk.machine(),
                        disk.disk(),
                        Amounts.bytes(disk.doneBytes()),
                        Amounts.duration(disk.elapsed().toSeconds()),
                        Amounts.rate(disk.bytesPerSecond()),
                        lost);
    }

    static String line(DiskProgress disk) {
        long total = disk.totalBytes();
        long rate = disk.bytesPerSecond();
        String left = rate > 0 ? Amounts.duration((total - disk.doneBytes()) / rate) + " left" : "";
        return "%s/%s%s: %3d%%  %s of %s  %s  %s"
                .formatted(
                        disk.machine(),
                        disk.disk(),
                        disk.state() == DiskProgress.State.VERIFYING ? " (verifying)" : "",
                        total == 0 ? 100 : disk.doneBytes() * 100 / total,
                        Amounts.bytes(disk.doneBytes()),
                        Amounts.bytes(total),
                        Amounts.rate(rate),
                        left);
    }

    /** Where the whole batch is; nothing when it is one disk. */
    private String batch(int running) {
        if (disks.size() < 2) {
            return "";
        }
        long done = disks.stream().mapToLong(DiskProgress::doneBytes).sum();
        long total = disks.stream().mapToLong(DiskProgress::totalBytes).sum();
        String more = running > 1 ? ", %d at a time".formatted(running) : "";
        return "  | disk %d of %d, %s of %s%s"
                .formatted(
                        Math.min(disks.size(), ended.size() + 1),
                        disks.size(),
                        Amounts.bytes(done),
                        Amounts.bytes(total),
                        more);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            showEnded();
            notifyAll();
        }
    }
}
