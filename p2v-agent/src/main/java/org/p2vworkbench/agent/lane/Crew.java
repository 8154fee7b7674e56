package org.p2vworkbench.agent.lane;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The workers of all lanes, and the clock that tells which of them wait for a disk for too long. */
public final class Crew implements Closeable {

    private static final long TICK_MILLISECONDS = 50;

    /** The kernel counts in hundredths of a second. */
    private static final long LOOK_MILLISECONDS = 300;

    private final ExecutorService workers = Executors.newCachedThreadPool(daemons("worker"));
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(daemons("clock"));
    private final Set<Task> running = ConcurrentHashMap.newKeySet();
    private final ChunkBuffers.Pool buffers;
    private final Processors processors = new Processors(Path.of("/proc/stat"));

    /** @param mayCompress whether there is a zstd library */
    public Crew(boolean mayCompress) {
        buffers = new ChunkBuffers.Pool(mayCompress);
        clock.scheduleWithFixedDelay(this::tick, TICK_MILLISECONDS, TICK_MILLISECONDS, TimeUnit.MILLISECONDS);
        clock.scheduleWithFixedDelay(processors::look, 0, LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    /** The processors that its workers share with all else on this machine. */
    Processors processors() {
        return processors;
    }

    /** What a worker does with a task. */
    interface Work {
        void run(ChunkBuffers buffers) throws IOException;
    }

    /** Does the work on a worker's thread. */
    void start(Task task, Work work, FailureListener failures) {
        running.add(task);
        workers.execute(() -> {
            try {
                ChunkBuffers mine = buffers.take();
                try {
                    work.run(mine);
                } finally {
                    buffers.giveBack(mine);
                }
            } catch (IOException | RuntimeException | Error failure) {
                failures.failed(task, failure);
            } finally {
                running.remove(task);
                task.abandon();
            }
        });
    }

    /** Hears of work that did not come to its end. */
    interface FailureListener {
        void failed(Task task, Throwable failure);
    }

    private void tick() {
        long now = System.nanoTime();
        for (Task task : running) {
            try {
                task.endIfSlow(now);
            } catch (IOException broken) {
                // The lane's own reader finds that out as well, and it is the one to say so.
                task.abandon();
            }
        }
    }

    /** Threads that a dead disk holds in the kernel are left there; they keep no program from ending. */
    @Override
    public void close() {
        clock.shutdownNow();
        workers.shutdown();
    }

    private static ThreadFactory daemons(String what) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, what + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
