package org.p2vworkbench.agent.lane;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.ReplyStream;

/**
 * A request that takes time, from when it was read to its last reply. Three may want to end it: the worker when all is
 * done, the converter by cancelling, the crew's clock when the disk is too slow. Whoever is first does, and from then
 * on nothing more is said under its number.
 */
final class Task {

    private static final long NOT_READING = Long.MIN_VALUE;

    private final int id;
    private final long deadlineNanoseconds;
    private final ReplyStream.Writer out;
    private final Runnable whenEnded;

    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile long readingSince = NOT_READING;
    private int extent;
    private long offset;

    /** @param deadlineMilliseconds for the reading of one chunk; 0 is forever */
    Task(int id, long deadlineMilliseconds, long startsAt, ReplyStream.Writer out, Runnable whenEnded) {
        this.id = id;
        this.deadlineNanoseconds = deadlineMilliseconds * 1_000_000;
        this.offset = startsAt;
        this.out = out;
        this.whenEnded = whenEnded;
    }

    /** The lane is broken; that is found out and told elsewhere. */
    static final class LaneLostException extends IOException {

        private static final long serialVersionUID = 1;

        LaneLostException(String why, Throwable cause) {
            super(why, cause);
        }
    }

    boolean hasEnded() {
        return ended.get();
    }

    /** The clock runs while a disk is read, not while the wire is full. */
    void reads(long now) {
        readingSince = now;
    }

    void hasRead() {
        readingSince = NOT_READING;
    }

    /**
     * Sends a part; the next begins at this place.
     *
     * @param withNext whether nobody does anything with it before the next part, or the end, has come
     */
    synchronized void answer(Reply part, int nextExtent, long nextOffset, boolean withNext) throws LaneLostException {
        if (ended.get()) {
            throw new LaneLostException("request %d has ended".formatted(id), null);
        }
        send(part, withNext);
        extent = nextExtent;
        offset = nextOffset;
    }

    void complete(Reply last) throws LaneLostException {
        synchronized (this) {
            if (!ended.compareAndSet(false, true)) {
                return;
            }
        }
        finish(last);
    }

    void cancel() throws LaneLostException {
        complete(Reply.Done.Outcome.CANCELLED);
    }

    /** Ends it if its disk has been silent for too long. */
    void endIfSlow(long now) throws LaneLostException {
        if (isSlow(now)) {
            complete(Reply.Done.Outcome.SLOW);
        }
    }

    /** Says nothing: there is nobody to say it to. Waits for nothing, also not for a part that is being sent. */
    void abandon() {
        if (ended.compareAndSet(false, true)) {
            whenEnded.run();
        }
    }

    private boolean isSlow(long now) {
        long since = readingSince;
        return deadlineNanoseconds > 0 && since != NOT_READING && now - since > deadlineNanoseconds;
    }

    private void complete(Reply.Done.Outcome unfinished) throws LaneLostException {
        Reply.Done last;
        synchronized (this) {
            // A part that was being sent meanwhile has moved the place.
            last = new Reply.Done(unfinished, extent, offset);
            if (!ended.compareAndSet(false, true)) {
                return;
            }
        }
        finish(last);
    }

    private void finish(Reply last) throws LaneLostException {
        // First, so that there is room again when the converter hears of the end.
        whenEnded.run();
        send(last, false);
    }

    private void send(Reply reply, boolean withNext) throws LaneLostException {
        try {
            if (withNext) {
                out.writeWithNext(id, reply);
            } else {
                out.write(id, reply);
            }
        } catch (IOException broken) {
            throw new LaneLostException("the lane broke: " + broken.getMessage(), broken);
        }
    }
}
