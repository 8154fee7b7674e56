package org.p2vworkbench.converter.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.p2vworkbench.agent.wire.Chunk;
import org.p2vworkbench.agent.wire.ChunkDecoder;
import org.p2vworkbench.agent.wire.Extent;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.Request;

/** Fuzz target: whatever an agent answers, each who asked gets an answer or an IOException, and soon. */
public final class AgentLaneFuzz {

    static final int CHUNK_BYTES = 1 << 16;
    static final int READ_BYTES = 3 * CHUNK_BYTES;
    static final long READ_AT = 1 << 20;
    static final Set<Long> HASHED = Set.of(0L, (long) CHUNK_BYTES, 5L * CHUNK_BYTES);

    /** Of requests, in the order in which they are asked: a lane counts from 0. */
    static final int READ_ID = 0;

    static final int HASH_ID = 1;
    static final int DISKS_ID = 2;

    private static final int SECONDS = 20;
    private static final ExecutorService ASKERS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fuzz-asker");
        thread.setDaemon(true);
        return thread;
    });

    private AgentLaneFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        ReadAnswers read = new ReadAnswers(new Extent(READ_AT, READ_BYTES));
        HashAnswers hashes = new HashAnswers(HASHED, CHUNK_BYTES);
        AgentLane lane =
                new AgentLane("fuzz", new ByteArrayInputStream(data), OutputStream.nullOutputStream(), () -> {});
        List<Callable<?>> waiting = new ArrayList<>();
        try {
            lane.ask(new Request.Read(work(READ_AT, READ_BYTES), Request.Packing.AS_PAYS), read);
            lane.ask(new Request.HashUsed(work(0, 6L * CHUNK_BYTES)), hashes);
            waiting.add(() -> unpacked(read.await()));
            waiting.add(hashes::await);
            waiting.add(() -> disks(lane));
        } catch (IOException expected) {
            throw new AssertionError("nothing has been answered yet", expected);
        }
        List<Future<?>> ends = new ArrayList<>();
        for (Callable<?> one : waiting) {
            ends.add(ASKERS.submit(one));
        }
        lane.start();
        ends.forEach(AgentLaneFuzz::ended);
    }

    private static Request.Work work(long offset, long length) {
        return new Request.Work(0, List.of(new Extent(offset, length)), CHUNK_BYTES, 0);
    }

    private static Reply disks(AgentLane lane) throws IOException {
        return lane.ask(new Request.Disks(), Reply.Disks.class, SECONDS);
    }

    /** As a disk does with what it has asked for. */
    private static int unpacked(ReadAnswers.Result result) throws IOException {
        byte[] plain = new byte[READ_BYTES];
        int at = 0;
        try (ChunkDecoder decoder = new ChunkDecoder()) {
            for (Chunk chunk : result.chunks()) {
                decoder.decode(chunk, plain, at);
                at += chunk.plainBytes();
            }
        }
        return at;
    }

    private static void ended(Future<?> end) {
        try {
            end.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof IOException)) {
                throw new AssertionError("not an IOException", failed.getCause());
            }
        } catch (TimeoutException hangs) {
            throw new AssertionError("who asked waits for ever", hangs);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupt);
        }
    }
}
