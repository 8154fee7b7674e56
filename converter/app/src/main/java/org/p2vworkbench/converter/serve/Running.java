package org.p2vworkbench.converter.serve;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.p2vworkbench.converter.api.ApiServer;
import org.p2vworkbench.converter.migrate.HowFar;
import org.p2vworkbench.converter.migrate.Migration;
import org.p2vworkbench.converter.migrate.MigrationResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A migration on a thread of its own. Those who asked for it follow it and may leave; it goes on until it ends or is
 * cancelled, because whoever types a command on a far host loses the connection before ten hours are over.
 */
final class Running implements Migration.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    private final String machine;
    private final List<ApiServer.Asker> followers = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<HowFar> last = Optional.empty();
    private volatile MigrationResult result;
    private volatile Exception failure;

    /** What is to be done; the listener is this. */
    interface Work {
        MigrationResult run(Migration.Listener listener) throws IOException, InterruptedException;
    }

    Running(String machine, Work work) {
        this.machine = machine;
        thread = new Thread(() -> run(work), "migrate-" + machine);
    }

    void start() {
        thread.start();
    }

    private void run(Work work) {
        try {
            result = work.run(this);
        } catch (IOException | InterruptedException | RuntimeException failed) {
            LOG.warn("machine={} migration ended: {}", machine, failed.toString());
            LOG.debug("machine={} why", machine, failed);
            failure = failed;
        } catch (OutOfMemoryError | StackOverflowError fatal) {
            failure = new IllegalStateException(fatal.toString(), fatal);
        } finally {
            ended.countDown();
        }
    }

    boolean isOver() {
        return ended.getCount() == 0;
    }

    Optional<HowFar> howFarItIs() {
        return last;
    }

    /** Tells {@code asker} all that happens from now on, and answers how it ended. */
    MigrationResult follow(ApiServer.Asker asker) throws IOException, InterruptedException {
        followers.add(asker);
        try {
            ended.await();
        } finally {
            followers.remove(asker);
        }
        if (failure instanceof IOException known) {
            throw known;
        }
        if (failure instanceof InterruptedException) {
            throw new CancellationException("cancelled; 'p2v migrate %s' goes on where it stopped".formatted(machine));
        }
        if (failure != null) {
            throw new IllegalStateException(failure.toString(), failure);
        }
        return result;
    }

    /** Stops it, resumable, and waits until it has. */
    void cancel() throws InterruptedException {
        thread.interrupt();
        ended.await();
    }

    @Override
    public void story(String line) {
        LOG.info("machine={} {}", machine, line);
        followers.forEach(asker -> tell(asker, () -> asker.story(line)));
    }

    @Override
    public void howFar(HowFar now) {
        last = Optional.of(now);
        followers.forEach(asker -> tell(asker, () -> asker.status(now)));
    }

    /** What is told to a follower. */
    private interface Telling {
        void run() throws IOException;
    }

    private void tell(ApiServer.Asker asker, Telling telling) {
        try {
            telling.run();
        } catch (IOException gone) {
            followers.remove(asker);
        }
    }
}
