package org.p2vworkbench.converter.ingest;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.p2vworkbench.agent.wire.Capability;
import org.p2vworkbench.agent.wire.DiskOffer;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.Request;
import org.p2vworkbench.agent.wire.WireLimits;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.SourceUnreachableException;

/**
 * A machine whose agent is, or was, here: the lanes to it, of one agent at a time. Lanes come and go as connections
 * break and are dialled again; whoever asks waits for the next one.
 */
public final class ConnectedMachine {

    private static final int PROBE_MILLIS = 300;

    /** Of any agent: what the least memory holds. */
    private static final int SMALLEST_ASKED_BYTES = 64 << 10;

    private static final long ANSWER_SECONDS = 60;

    /** Programs that ask disks for their health take their time. */
    private static final long SURVEY_SECONDS = 100;

    /** A line that was cut, by a power failure, looks like one on which nobody speaks. */
    private static final long PROOF_SECONDS = 10;

    /** What became of a lane that wanted to join. */
    enum Joined {
        FIRST,
        ONE_MORE,
        REFUSED
    }

    private final String name;
    private final List<AgentLane> lanes = new ArrayList<>();
    private final Bandwidth own = Bandwidth.unlimited();
    private final Bandwidth shared;
    private final AtomicLong wireBytes = new AtomicLong();
    private final AtomicLong waitingNanos = new AtomicLong();
    private Reply.Welcome agent;
    private int turn;

    /** @param shared the limit that all machines keep together */
    ConnectedMachine(String name, Bandwidth shared) {
        this.name = name;
        this.shared = shared;
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

    synchronized boolean isAnotherAgentsThan(Reply.Welcome welcome) {
        return isConnected() && !Arrays.equals(agent.session(), welcome.session());
    }

    /** Whether the agent that was here still is: asks it, and hangs up when nothing comes back. */
    boolean provesAlive() {
        try {
            lane(Duration.ZERO).ask(new Request.Inventory(), Reply.Inventory.class, PROOF_SECONDS);
            return true;
        } catch (IOException silent) {
            disconnect();
            return false;
        }
    }

    /** Takes a lane in, unless another agent of this name is at work or it has as many as it may. */
    synchronized Joined join(Reply.Welcome welcome, AgentLane lane) {
        boolean first = !isConnected();
        if (isAnotherAgentsThan(welcome) || lanes.size() >= Request.Lanes.MOST) {
            return Joined.REFUSED;
        }
        agent = welcome;
        lane.numbered(welcome.lane());
        lanes.add(lane);
        notifyAll();
        return first ? Joined.FIRST : Joined.ONE_MORE;
    }

    /** How many lanes the agent thinks it can keep busy. */
    public synchronized int advisedLanes() {
        return Math.max(1, Math.min(Request.Lanes.MOST, agent.advisedLanes()));
    }

    /** Whether it can hash what of a chunk is in use, and leave out the rest. */
    synchronized boolean hashesUsed() {
        return agent.capabilities().contains(Capability.HASH_USED);
    }

    /** Whether it can send what of a chunk is in use, and leave out the rest. */
    synchronized boolean readsUsed() {
        return agent.capabilities().contains(Capability.READ_USED);
    }

    /** Where bytes are rationed, fewer of them are worth any processor time. */
    Request.Packing packing() {
        return isLimited() ? Request.Packing.SMALLEST : Request.Packing.AS_PAYS;
    }

    /** Which run of its agent it is; another after the agent was started anew. */
    public synchronized String session() {
        return HexFormat.of().formatHex(agent.session());
    }

    /** In what pieces it is asked. */
    synchronized int chunkBytes() {
        return Math.min(WireLimits.DEFAULT_CHUNK_BYTES, Math.max(SMALLEST_ASKED_BYTES, agent.largestChunkBytes()));
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

    /** The limit of this machine alone. */
    public Bandwidth bandwidth() {
        return own;
    }

    /** Whether one of the limits is what slows this machine. */
    public boolean isLimited() {
        return own.isLimited() || shared.isLimited();
    }

    void awaitBandwidth() throws InterruptedIOException {
        own.await();
        shared.await();
    }

    void received(long bytes, long waitedNanos) {
        wireBytes.addAndGet(bytes);
        waitingNanos.addAndGet(waitedNanos);
        own.spent(bytes);
        shared.spent(bytes);
    }

    /** Bytes of chunks as they came over the wire, since the converter was started. */
    public long wireBytes() {
        return wireBytes.get();
    }

    /** How long all who asked have waited for answers together. */
    public long waitingNanos() {
        return waitingNanos.get();
    }

    /** How fast the agent reads a disk by itself, in bytes a second; 0 if that cannot be found out. */
    public long sourceRate(DiskOffer disk) {
        try {
            return lane(Duration.ZERO)
                    .ask(new Request.Probe(disk.index(), 0, PROBE_MILLIS), Reply.Rates.class, ANSWER_SECONDS)
                    .rates()
                    .stream()
                    .filter(rate -> rate.what() == Reply.Rate.What.READ && rate.nanoseconds() > 0)
                    .mapToLong(rate -> (long) (rate.bytes() * 1e9 / rate.nanoseconds()))
                    .findFirst()
                    .orElse(0);
        } catch (IOException unknown) {
            return 0;
        }
    }

    /** What machine it is, as the agent's JSON. */
    public String inventory() throws IOException {
        return lane(Duration.ZERO)
                .ask(new Request.Inventory(), Reply.Inventory.class, ANSWER_SECONDS)
                .json();
    }

    /**
     * All that its agent knows of it, as JSON that may be anything.
     *
     * @throws RefusedException when the agent is too old to tell
     */
    public String survey() throws IOException {
        synchronized (this) {
            if (!agent.capabilities().contains(Capability.SURVEY)) {
                throw new RefusedException(
                        name,
                        "its agent (%s) is older than this converter and takes no survey"
                                .formatted(Admission.shown(agent.agent())),
                        "Start the agent of this converter's version on it; all else works with the old one.");
            }
        }
        return lane(Duration.ZERO)
                .ask(new Request.Survey(), Reply.Survey.class, SURVEY_SECONDS)
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

    /** Says goodbye, on the lane that the agent lives by. */
    public void finish(Request.Finish request) throws IOException {
        AgentLane first;
        synchronized (this) {
            first = lanes.stream()
                    .filter(lane -> lane.isOpen() && lane.number() == 0)
                    .findFirst()
                    .orElseThrow(() -> new IOException(name + " is not connected"));
        }
        first.ask(request, Reply.Done.class, ANSWER_SECONDS);
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
