package org.p2vworkbench.converter.ingest;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.ReplyStream;
import org.p2vworkbench.agent.wire.Request;
import org.p2vworkbench.agent.wire.RequestStream;
import org.p2vworkbench.agent.wire.WireException;
import org.p2vworkbench.converter.failure.SourceReadException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One conversation with an agent: any number of threads ask, and each gets the replies to its own request. A lane that
 * breaks, or on which nothing moves while something is asked, ends for all who wait.
 */
final class AgentLane implements Closeable {

    /** An agent that reads a dying disk answers within its deadline; one that says nothing for so long is gone. */
    static final long STALL_SECONDS = 120;

    private static final Logger LOG = LoggerFactory.getLogger(AgentLane.class);

    private final String name;
    private final RequestStream.Writer out;
    private final ReplyStream.Reader in;
    private final Closeable connection;
    private final Map<Integer, Answers> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private volatile long lastReplyNanos = System.nanoTime();
    private volatile IOException over;
    private volatile int number;

    AgentLane(String name, InputStream in, OutputStream out, Closeable connection) {
        this.name = name;
        this.in = new ReplyStream.Reader(in);
        this.out = new RequestStream.Writer(out);
        this.connection = connection;
    }

    void start() {
        Thread reader = new Thread(this::read, "lane-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    /** Which of the agent's lanes it is; known from its welcome on. */
    int number() {
        return number;
    }

    void numbered(int which) {
        number = which;
    }

    boolean isOpen() {
        return over == null;
    }

    /** Whether an answer is overdue. */
    boolean isStalled() {
        return !waiting.isEmpty() && System.nanoTime() - lastReplyNanos > TimeUnit.SECONDS.toNanos(STALL_SECONDS);
    }

    void ask(Request request, Answers answers) throws IOException {
        int id = ids.getAndIncrement();
        if (waiting.isEmpty()) {
            lastReplyNanos = System.nanoTime();
        }
        waiting.put(id, answers);
        IOException ended = over;
        if (ended != null) {
            waiting.remove(id);
            throw ended;
        }
        try {
            out.write(id, request);
        } catch (IOException broken) {
            waiting.remove(id);
            end(broken);
            throw broken;
        }
    }

    /** Asks for what is answered with one reply, of this type. */
    <T extends Reply> T ask(Request request, Class<T> type, long seconds) throws IOException {
        CompletableFuture<Reply> answer = new CompletableFuture<>();
        ask(request, new Answers() {
            @Override
            public boolean take(Reply reply) {
                answer.complete(reply);
                return true;
            }

            @Override
            public void lost(IOException why) {
                answer.completeExceptionally(why);
            }
        });
        try {
            Reply reply = answer.get(seconds, TimeUnit.SECONDS);
            if (reply instanceof Reply.Error error) {
                throw new SourceReadException(
                        name, "the agent answered: " + error.text(), "See the agent's log on the old machine.");
            }
            if (!type.isInstance(reply)) {
                throw new WireException(
                        "found a %s, expected a %s".formatted(reply.getClass().getSimpleName(), type.getSimpleName()));
            }
            return type.cast(reply);
        } catch (TimeoutException silent) {
            IOException stalled = new IOException("%s: no answer in %d seconds".formatted(name, seconds), silent);
            end(stalled);
            throw stalled;
        } catch (ExecutionException lost) {
            throw new IOException(lost.getCause().getMessage(), lost.getCause());
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + name);
        }
    }

    private void read() {
        try {
            while (true) {
                Optional<ReplyStream.Numbered> next = in.next();
                if (next.isEmpty()) {
                    throw new EOFException("the agent hung up");
                }
                lastReplyNanos = System.nanoTime();
                int id = next.get().id();
                Answers answers = waiting.get(id);
                if (answers == null) {
                    throw new WireException("a reply to request %d, which nobody asked".formatted(id));
                }
                if (answers.take(next.get().reply())) {
                    waiting.remove(id);
                }
            }
        } catch (IOException | RuntimeException broken) {
            end(broken instanceof IOException io ? io : new IOException("the lane failed", broken));
        }
    }

    /** Tells all who wait, once. */
    void end(IOException why) {
        synchronized (this) {
            if (over != null) {
                return;
            }
            over = why;
        }
        LOG.info("machine={} a lane ended: {}", name, Admission.shown(why.getMessage()));
        LOG.debug("machine={} why", name, why);
        try {
            connection.close();
        } catch (IOException alreadyBroken) {
            why.addSuppressed(alreadyBroken);
        }
        waiting.values().forEach(answers -> answers.lost(why));
        waiting.clear();
    }

    @Override
    public void close() {
        end(new IOException(name + ": closed by the converter"));
    }
}
