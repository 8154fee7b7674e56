package org.p2vworkbench.agent.ssh;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.p2vworkbench.agent.wire.Request;

/** Keeps the agent connected until the converter says that all is finished. */
public final class Connections {

    private final SshDialler dialler;
    private final String machine;
    private final Lanes lanes;
    private final Listener listener;
    private final RandomGenerator random;
    private final Duration beforeTheFirst;
    private final BackOff backOff;
    private volatile SideLanes sideLanes;
    private boolean everConnected;

    /** Hears how it goes. */
    public interface Listener {
        void connected();

        void disconnected(String why, Duration nextTryIn);

        void trouble(String what);
    }

    /** @param beforeTheFirst how long to try before the very first connection; zero is for ever */
    public Connections(
            SshDialler dialler,
            String machine,
            Lanes lanes,
            Listener listener,
            RandomGenerator random,
            Duration beforeTheFirst) {
        this.dialler = dialler;
        this.machine = machine;
        this.lanes = lanes;
        this.listener = listener;
        this.random = random;
        this.beforeTheFirst = beforeTheFirst;
        this.backOff = new BackOff(random);
    }

    /**
     * Returns when the converter says that all is finished.
     *
     * @throws UnreachableException when it never could be reached
     * @throws NotTrustedException when one does not accept the other
     */
    public Request.Finish stay() throws UnreachableException, NotTrustedException, InterruptedException {
        long begin = System.nanoTime();
        while (true) {
            String why = "the converter hung up";
            try {
                Optional<Request.Finish> finish = onLaneZero();
                if (finish.isPresent()) {
                    return finish.get();
                }
            } catch (UnreachableException unreachable) {
                if (!everConnected && triedLongEnough(begin)) {
                    throw unreachable;
                }
                why = unreachable.getMessage();
            }
            Duration pause = backOff.next();
            listener.disconnected(why, pause);
            Thread.sleep(pause.toMillis());
        }
    }

    /** The converter wants so many lanes in all. */
    public void want(int count) {
        SideLanes now = sideLanes;
        if (now != null) {
            now.want(count);
        }
    }

    private boolean triedLongEnough(long begin) {
        return !beforeTheFirst.isZero() && System.nanoTime() - begin > beforeTheFirst.toNanos();
    }

    private Optional<Request.Finish> onLaneZero() throws UnreachableException, NotTrustedException {
        try (SshLine line = dialler.dial(machine);
                SideLanes beside = new SideLanes(dialler, machine, lanes, listener::trouble, random)) {
            sideLanes = beside;
            everConnected = true;
            backOff.connected();
            listener.connected();
            Optional<Request.Finish> finish =
                    lanes.lane(0, line.in(), line.out()).serve();
            if (finish.isPresent()) {
                line.hangUp();
            }
            return finish;
        } catch (UnreachableException | NotTrustedException known) {
            throw known;
        } catch (IOException broken) {
            throw new UnreachableException("the connection broke: " + broken.getMessage(), broken);
        } finally {
            sideLanes = null;
        }
    }
}
