package org.p2vworkbench.agent.lane;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.p2vworkbench.agent.disk.DiskChangedException;
import org.p2vworkbench.agent.disk.DiskGoneException;
import org.p2vworkbench.agent.wire.ErrorCode;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.ReplyStream;
import org.p2vworkbench.agent.wire.WireLimits;

/** The tasks of one lane: begun in the order they came in, a few at a time. */
final class LaneTasks {

    /** One reads and compresses while the other sends. */
    private static final int AT_A_TIME = 2;

    private final Crew crew;
    private final ReplyStream.Writer out;
    private final LaneListener listener;
    private final Map<Integer, Slot> outstanding = new HashMap<>();
    private final ArrayDeque<Slot> waiting = new ArrayDeque<>();
    private int running;

    /** A task, from when it came in until it has ended. */
    private static final class Slot {

        private final Task task;
        private final Work work;
        private boolean started;

        Slot(Task task, Work work) {
            this.task = task;
            this.work = work;
        }
    }

    LaneTasks(Crew crew, ReplyStream.Writer out, LaneListener listener) {
        this.crew = crew;
        this.out = out;
        this.listener = listener;
    }

    /** What is done for a task. */
    interface Work {
        void run(Task task, ChunkBuffers buffers) throws IOException;
    }

    boolean isOutstanding(int id) {
        synchronized (outstanding) {
            return outstanding.containsKey(id);
        }
    }

    /** Whether there was room for it. */
    boolean add(int id, long deadlineMilliseconds, long startsAt, Work work) {
        synchronized (outstanding) {
            if (outstanding.size() >= WireLimits.MOST_OUTSTANDING) {
                return false;
            }
            Slot slot = new Slot(new Task(id, deadlineMilliseconds, startsAt, out, () -> ended(id)), work);
            outstanding.put(id, slot);
            waiting.add(slot);
        }
        startNext();
        return true;
    }

    void cancel(int id) throws IOException {
        Slot slot;
        synchronized (outstanding) {
            slot = outstanding.get(id);
        }
        if (slot != null) {
            slot.task.cancel();
        }
    }

    /** The lane is over. */
    void abandonAll() {
        List<Slot> all;
        synchronized (outstanding) {
            waiting.clear();
            all = List.copyOf(outstanding.values());
        }
        all.forEach(slot -> slot.task.abandon());
    }

    /** Its place is free at once, even while its worker hangs in the kernel. */
    private void ended(int id) {
        synchronized (outstanding) {
            Slot slot = outstanding.remove(id);
            if (slot.started) {
                running--;
            } else {
                waiting.remove(slot);
            }
        }
        startNext();
    }

    private void startNext() {
        Slot next;
        synchronized (outstanding) {
            if (running == AT_A_TIME || waiting.isEmpty()) {
                return;
            }
            next = waiting.poll();
            next.started = true;
            running++;
        }
        crew.start(next.task, buffers -> next.work.run(next.task, buffers), this::failed);
    }

    private void failed(Task task, Throwable failure) {
        if (task.hasEnded() || failure instanceof Task.LaneLostException) {
            task.abandon();
            return;
        }
        listener.trouble(textOf(failure));
        try {
            task.complete(new Reply.Error(codeOf(failure), textOf(failure)));
        } catch (IOException broken) {
            task.abandon();
        }
    }

    /** Of what is our own fault, the type says more than the message. */
    private static String textOf(Throwable failure) {
        return failure instanceof IOException ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    private static ErrorCode codeOf(Throwable failure) {
        if (failure instanceof DiskGoneException) {
            return ErrorCode.DISK_GONE;
        } else if (failure instanceof DiskChangedException) {
            return ErrorCode.DISK_CHANGED;
        }
        return ErrorCode.INTERNAL;
    }
}
