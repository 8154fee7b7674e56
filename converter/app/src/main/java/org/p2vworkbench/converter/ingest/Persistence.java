package org.p2vworkbench.converter.ingest;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.p2vworkbench.converter.failure.SourceUnreachableException;

/** Asks a machine over whatever lane there is, and over the next when that one breaks, until there is an answer. */
final class Persistence {

    /** A network that is up for minutes at a time brings a mebibyte over in fewer tries. */
    private static final int MOST_BREAKS = 20;

    private final ConnectedMachine machine;
    private final String name;
    private final Duration away;

    /**
     * @param name of what is read, for errors
     * @param away how long the machine may be
     */
    Persistence(ConnectedMachine machine, String name, Duration away) {
        this.machine = machine;
        this.name = name;
        this.away = away;
    }

    /** What is asked. */
    interface Question<T> {
        T over(AgentLane lane) throws IOException, InterruptedException;
    }

    <T> T ask(Question<T> question) throws IOException {
        int breaks = 0;
        while (true) {
            machine.awaitBandwidth();
            AgentLane lane = machine.lane(away);
            try {
                return question.over(lane);
            } catch (InterruptedException interrupt) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while reading " + name);
            } catch (IOException broken) {
                if (lane.isOpen()) {
                    throw broken;
                }
                breaks++;
                if (breaks > MOST_BREAKS) {
                    throw new SourceUnreachableException(
                            name,
                            "the line broke %d times over the same bytes, last: %s"
                                    .formatted(breaks, broken.getMessage()),
                            "Look at the network, and at the agent's console; the same command goes on where this stopped.");
                }
            }
        }
    }
}
