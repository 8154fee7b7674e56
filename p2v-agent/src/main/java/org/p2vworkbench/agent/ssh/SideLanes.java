package org.p2vworkbench.agent.ssh;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.p2vworkbench.agent.wire.Request;

/**
 * The lanes beside lane 0, each over a connection of its own, because one connection encrypts on one processor. They
 * live no longer than lane 0, which stands for the converter: one that was started anew knows nothing of them.
 */
final class SideLanes implements Closeable {

    private final SshDialler dialler;
    private final String machine;
    private final Lanes lanes;
    private final Consumer<String> trouble;
    private final RandomGenerator random;
    private final Set<Integer> dialled = new HashSet<>();
    private final Set<SshLine> lines = new HashSet<>();
    private boolean closed;

    SideLanes(SshDialler dialler, String machine, Lanes lanes, Consumer<String> trouble, RandomGenerator random) {
        this.dialler = dialler;
        this.machine = machine;
        this.lanes = lanes;
        this.trouble = trouble;
        this.random = random;
    }

    /** So many in all, lane 0 among them. Those that are there already stay. */
    synchronized void want(int count) {
        for (int number = 1; number < count && !closed; number++) {
            if (dialled.add(number)) {
                int lane = number;
                Thread thread = new Thread(() -> keep(lane), "lane-" + lane);
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        lines.forEach(SshLine::close);
        notifyAll();
    }

    private void keep(int number) {
        BackOff backOff = new BackOff(random);
        try {
            while (!isClosed()) {
                try {
                    serve(number);
                    backOff.connected();
                } catch (UnreachableException broken) {
                    trouble.accept("lane %d: %s".formatted(number, broken.getMessage()));
                }
                pause(backOff.next().toMillis());
            }
        } catch (NotTrustedException refused) {
            // Lane 0 goes on alone.
            trouble.accept("lane %d: %s".formatted(number, refused.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(int number) throws UnreachableException, NotTrustedException {
        try (SshLine line = dialler.dial(machine)) {
            if (add(line)) {
                serve(number, line);
            }
        } catch (UnreachableException | NotTrustedException known) {
            throw known;
        } catch (IOException broken) {
            throw new UnreachableException("the connection broke: " + broken.getMessage(), broken);
        }
    }

    private void serve(int number, SshLine line) throws IOException {
        try {
            Optional<Request.Finish> finish =
                    lanes.lane(number, line.in(), line.out()).serve();
            if (finish.isPresent()) {
                close();
            }
        } finally {
            remove(line);
        }
    }

    private synchronized boolean add(SshLine line) {
        return !closed && lines.add(line);
    }

    private synchronized void remove(SshLine line) {
        lines.remove(line);
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Until closed. */
    private synchronized void pause(long milliseconds) throws InterruptedException {
        long end = System.nanoTime() + milliseconds * 1_000_000;
        while (!closed && end - System.nanoTime() > 0) {
            wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
    }
}
