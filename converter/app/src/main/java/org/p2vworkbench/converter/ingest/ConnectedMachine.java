package org.p2vworkbench.converter.ingest;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.p2vworkbench.agent.wire.Capability;
import org.p2vworkbench.agent.wire.DiskOffer;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.Request;
import org.p2vworkbench.converter.failure.SourceUnreachableException;

/**
 * A machine whose agent is, or was, here: the lanes to it, of one agent at a time. Lanes come and go as connections
 * break and are dialled again; whoever asks waits for the next one.
 */
public final class ConnectedMachine {

    private static final long ANSWER_SECONDS = 60;

    private final String name;
    private final List<AgentLane> lanes = new ArrayList<>();
    private Reply.Welcome agent;
    private int turn;

    ConnectedMachine(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Name and version of the agent's program. */
    public synchronized String agent() {
        return agent.agent();
    }

    /** Whether whoever started the agent wants the copy to begin at once. */
    public synchronized boolean startWanted() {
        return agent.capabilities().contains(Capability.START_WANTED);
    }

    public synchronized boolean isConnected() {
        lanes.removeIf(lane -> !lane.isOpen());
        return !lanes.isEmpty();
    }

    public synchronized int laneCount() {
        lanes.removeIf(lane -> !lane.isOpen());
        return lanes.size();
    }

    /** Takes a lane in, unless another agent of this name is at work. */
    synchronized boolean join(Reply.Welcome welcome, AgentLane lane) {
        boolean same = agent != null && Arrays.equals(agent.session(), welcome.session());
        if (isConnected() && !same) {
            return false;
        }
        agent = welcome;
        lanes.add(lane);
        notifyAll();
        return true;
    }

    /** The next lane in turn; waits for one while there is none. */
    synchronized AgentLane lane(Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isConnected()) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0) {
                throw new SourceUnreachableException(
                        name,
                        "is not connected, and did not come back within %d seconds".formatted(patience.toSeconds()),
                        "Look at the agent's console on the old machine; when it is back, run the same command again.");
            }
            try {
                wait(millis);
            } catch (InterruptedException interrupt) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for " + name);
            }
        }
        turn++;
        return lanes.get(Math.floorMod(turn, lanes.size()));
    }

    /** What machine it is, as the agent's JSON. */
    public String inventory() throws IOException {
        return lane(Duration.ZERO)
                .ask(new Request.Inventory(), Reply.Inventory.class, ANSWER_SECONDS)
                .json();
    }

    /** The disks it has now. */
    public List<DiskOffer> disks() throws IOException {
        return lane(Duration.ZERO)
                .ask(new Request.Disks(), Reply.Disks.class, ANSWER_SECONDS)
                .disks();
    }

    /** Asks for what is answered with a plain done: lanes, progress to show, the end. */
    public void tell(Request request) throws IOException {
        lane(Duration.ZERO).ask(request, Reply.Done.class, ANSWER_SECONDS);
    }

    synchronized void closeStalled() {
        for (AgentLane lane : List.copyOf(lanes)) {
            if (lane.isStalled()) {
                lane.end(new IOException("%s: the agent stopped answering".formatted(name)));
            }
        }
    }

    /** Hangs up. */
    public synchronized void disconnect() {
        lanes.forEach(AgentLane::close);
        lanes.clear();
    }
}
