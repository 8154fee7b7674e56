package org.p2vworkbench.agent.cli;

import java.io.PrintStream;
import java.time.Duration;
import org.p2vworkbench.agent.lane.LaneListener;
import org.p2vworkbench.agent.ssh.Connections;
import org.p2vworkbench.agent.wire.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whoever stands before the old machine what goes on: a line per event, and how far it is. */
final class Console implements LaneListener, Connections.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Console.class);

    private final PrintStream story;
    private final ProgressLine progress;
    private final String server;
    private LanesWanted lanesWanted = count -> {};

    /** Dials them. */
    interface LanesWanted {
        void want(int count);
    }

    Console(PrintStream story, ProgressLine progress, String server) {
        this.story = story;
        this.progress = progress;
        this.server = server;
    }

    /** Where {@link #lanesWanted} goes. */
    void lanesGoTo(LanesWanted connections) {
        lanesWanted = connections;
    }

    void say(String line) {
        LOG.info("{}", line);
        synchronized (story) {
            progress.clear();
            story.println(line);
            story.flush();
        }
    }

    void leftOut(String path, String why) {
        say("%s is not offered: %s".formatted(path, harmless(why)));
    }

    /** From the converter, or from whoever says to be it. */
    void fromConverter(String text) {
        say("%s says: %s".formatted(server, harmless(text)));
    }

    @Override
    public void connected() {
        say("Connected to %s.".formatted(server));
    }

    @Override
    public void disconnected(String why, Duration nextTryIn) {
        say("Not connected: %s. Trying again in %s; what was copied is kept."
                .formatted(harmless(why), Amounts.time(nextTryIn)));
    }

    @Override
    public void greeted(int lane, String converter) {
        LOG.info("lane={} converter={}", lane, harmless(converter));
        if (lane == 0) {
            say("Ready. The rest is done on the converter (%s).".formatted(harmless(converter)));
        }
    }

    @Override
    public void answered(long plainBytes) {
        progress.answered(plainBytes);
    }

    @Override
    public void unreadable(String disk, long offset, long length) {
        say("%s @ 0x%x: %d bytes cannot be read; the copy has zeros there.".formatted(disk, offset, length));
    }

    @Override
    public void progress(Request.Progress now) {
        progress.show(now);
    }

    @Override
    public void trouble(String what) {
        say("Trouble: " + harmless(what));
    }

    @Override
    public void lanesWanted(int count) {
        LOG.info("lanes={}", count);
        lanesWanted.want(count);
    }

    /** What comes from elsewhere must not move the cursor or ring the bell. */
    static String harmless(String text) {
        return String.valueOf(text)
                .replaceAll("[\\p{Cntrl}\\u0080-\\u009f ]+", " ")
                .strip();
    }
}
