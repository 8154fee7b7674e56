package org.p2vworkbench.agent.lane;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.agent.wire.Chunk;
import org.p2vworkbench.agent.wire.ChunkDecoder;
import org.p2vworkbench.agent.wire.Extent;
import org.p2vworkbench.agent.wire.Hashes;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.ReplyStream;
import org.p2vworkbench.agent.wire.Request;
import org.p2vworkbench.agent.wire.RequestStream;
import org.p2vworkbench.agent.wire.WireLimits;

/** A converter's end of a lane, one request at a time. */
public final class Caller {

    private final RequestStream.Writer out;
    private final ReplyStream.Reader in;
    private final OutputStream raw;
    private int id;

    public Caller(InputStream in, OutputStream out) {
        this.in = new ReplyStream.Reader(in);
        this.out = new RequestStream.Writer(out);
        this.raw = out;
    }

    /** Bytes past the codec. */
    public OutputStream raw() {
        return raw;
    }

    public void send(int number, Request request) throws IOException {
        out.write(number, request);
    }

    public ReplyStream.Numbered next() throws IOException {
        return in.next().orElseThrow(() -> new IOException("the agent hung up"));
    }

    /** All that is answered. Payloads are copied. */
    public List<Reply> ask(Request request) throws IOException {
        send(++id, request);
        List<Reply> replies = new ArrayList<>();
        while (true) {
            ReplyStream.Numbered next = next();
            if (next.id() != id) {
                throw new AssertionError("an answer to %d, asked was %d".formatted(next.id(), id));
            }
            replies.add(kept(next.reply()));
            if (!(next.reply() instanceof Chunk) && !(next.reply() instanceof Hashes)) {
                return replies;
            }
        }
    }

    public Reply askOne(Request request) throws IOException {
        List<Reply> replies = ask(request);
        if (replies.size() != 1) {
            throw new AssertionError(replies);
        }
        return replies.get(0);
    }

    public Reply.Welcome greet() throws IOException {
        return (Reply.Welcome) askOne(new Request.Hello(1, WireLimits.VERSION, "test 1"));
    }

    /** The bytes of a part of a disk, put together from chunks and checked against their hashes. */
    public byte[] read(int disk, long offset, int length, int chunkBytes) throws IOException {
        byte[] bytes = new byte[length];
        try (ChunkDecoder decoder = new ChunkDecoder()) {
            for (Reply reply : ask(read(disk, chunkBytes, new Extent(offset, length)))) {
                if (reply instanceof Chunk chunk) {
                    decoder.decode(chunk, bytes, (int) (chunk.offset() - offset));
                } else if (!reply.equals(Reply.Done.COMPLETE)) {
                    throw new AssertionError(reply);
                }
            }
        }
        return bytes;
    }

    public static Request.Read read(int disk, int chunkBytes, Extent... extents) {
        return new Request.Read(new Request.Work(disk, List.of(extents), chunkBytes, 0), Request.Packing.SMALLEST);
    }

    private static Reply kept(Reply reply) {
        if (reply instanceof Chunk chunk) {
            byte[] copy = new byte[chunk.payload().remaining()];
            chunk.payload().get(chunk.payload().position(), copy);
            return new Chunk(
                    chunk.offset(),
                    chunk.plainBytes(),
                    chunk.encoding(),
                    chunk.fingerprint(),
                    chunk.badRanges(),
                    ByteBuffer.wrap(copy));
        }
        return reply;
    }
}
