package org.p2vworkbench.converter.ingest;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.p2vworkbench.agent.wire.Hashes;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.WireException;

/** The hashes that one request asked for, by the offsets of their chunks. */
final class HashAnswers implements Answers {

    private final Set<Long> expected;
    private final int chunkBytes;
    private final Map<Long, byte[]> hashes = new HashMap<>();
    private final CompletableFuture<Reply> end = new CompletableFuture<>();

    /** @param expected where the chunks begin */
    HashAnswers(Set<Long> expected, int chunkBytes) {
        this.expected = Set.copyOf(expected);
        this.chunkBytes = chunkBytes;
    }

    @Override
    public boolean take(Reply reply) throws IOException {
        if (!(reply instanceof Hashes some)) {
            end.complete(reply);
            return true;
        }
        long offset = some.offset();
        for (Hashes.Hash hash : some.hashes()) {
            if (some.chunkBytes() != chunkBytes || !expected.contains(offset)) {
                throw new WireException(
                        "the hash of %d bytes at 0x%x, which was not asked for".formatted(some.chunkBytes(), offset));
            }
            if (hash.state() != Hashes.State.LOSSY) {
                hashes.put(offset, hash.sha256());
            }
            offset += chunkBytes;
        }
        return false;
    }

    @Override
    public void lost(IOException why) {
        end.completeExceptionally(why);
    }

    /** Waits for the last of them; answers what ended it. */
    Reply await() throws IOException, InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException lost) {
            throw new IOException(lost.getCause().getMessage(), lost.getCause());
        }
    }

    /** Without those of chunks that could not be read whole. */
    Map<Long, byte[]> hashes() {
        return hashes;
    }
}
