package org.p2vworkbench.converter.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.p2vworkbench.agent.wire.Chunk;
import org.p2vworkbench.agent.wire.Extent;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.WireException;

/**
 * The chunks of one read. The lane's thread puts each one down and goes on; whoever asked unpacks and proves them, on a
 * thread of its own.
 */
final class ReadAnswers implements Answers {

    /** A chunk, the end, or why there will be none. */
    private record Arrival(Chunk chunk, Reply end, IOException failure) {}

    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final long end;
    private long next;

    ReadAnswers(Extent asked) {
        next = asked.offset();
        end = asked.end();
    }

    @Override
    public boolean take(Reply reply) throws IOException {
        if (!(reply instanceof Chunk chunk)) {
            arrivals.add(new Arrival(null, reply, null));
            return true;
        }
        if (chunk.offset() != next || chunk.plainBytes() > end - next) {
            throw new WireException("a chunk of %d bytes at 0x%x, expected one at 0x%x within 0x%x"
                    .formatted(chunk.plainBytes(), chunk.offset(), next, end));
        }
        next += chunk.plainBytes();
        arrivals.add(new Arrival(chunk, null, null));
        return false;
    }

    @Override
    public void lost(IOException why) {
        arrivals.add(new Arrival(null, null, why));
    }

    /** What came of it. */
    record Result(List<Chunk> chunks, Reply end) {

        /** The chunk, if the answer is one and complete. */
        Optional<Chunk> theOnlyChunk() {
            boolean complete = end instanceof Reply.Done done && done.outcome() == Reply.Done.Outcome.COMPLETE;
            return complete && chunks.size() == 1 ? Optional.of(chunks.get(0)) : Optional.empty();
        }

        /** As they came over the wire. */
        long wireBytes() {
            return chunks.stream()
                    .mapToLong(chunk -> chunk.payload().remaining())
                    .sum();
        }
    }

    /** Waits for all of it. */
    Result await() throws IOException, InterruptedException {
        List<Chunk> chunks = new ArrayList<>();
        while (true) {
            Arrival arrival = arrivals.take();
            if (arrival.failure() != null) {
                throw new IOException(arrival.failure().getMessage(), arrival.failure());
            }
            if (arrival.end() != null) {
                return new Result(chunks, arrival.end());
            }
            chunks.add(arrival.chunk());
        }
    }
}
