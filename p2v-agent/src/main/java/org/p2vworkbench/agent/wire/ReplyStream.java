package org.p2vworkbench.agent.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Replies on their way: the agent writes them, the converter reads them. */
public final class ReplyStream {

    private ReplyStream() {}

    /** A reply under the number of its request. */
    public record Numbered(int id, Reply reply) {}

    /** The converter's end. For one thread. */
    public static final class Reader {

        private final Frame.Source frames;

        public Reader(InputStream in) {
            frames = new Frame.Source(in, WireLimits.REPLY_BODY_BYTES);
        }

        /** The next reply; empty when the agent hung up. */
        public Optional<Numbered> next() throws IOException {
            Optional<Frame> frame = frames.next();
            return frame.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Numbered(frame.get().id(), ReplyCodec.read(frame.get())));
        }
    }

    /** The agent's end. For any number of threads. */
    public static final class Writer {

        private final OutputStream out;

        /** No monitor: a worker would spin while the other's chunk is encrypted, an eighth of all the agent did. */
        private final Lock oneAtATime = new ReentrantLock();

        private final Pace pace = new Pace();

        public Writer(OutputStream out) {
            this.out = out;
        }

        /** What this wire takes. */
        public Pace pace() {
            return pace;
        }

        /** Sends it at once; blocks while the converter takes nothing. */
        public void write(int id, Reply reply) throws IOException {
            write(id, reply, true);
        }

        /** Sends it with what is written next: a packet that carries both wakes nobody twice. */
        public void writeWithNext(int id, Reply reply) throws IOException {
            write(id, reply, false);
        }

        private void write(int id, Reply reply, boolean atOnce) throws IOException {
            FieldSink sink = new FieldSink();
            ReplyKind kind = ReplyCodec.write(reply, sink);
            byte[] body = sink.written();
            ByteBuffer payload = reply instanceof Chunk chunk ? chunk.payload() : ByteBuffer.allocate(0);
            oneAtATime.lock();
            try {
                long begin = System.nanoTime();
                out.write(Frame.head(kind.number, id, body.length + payload.remaining()));
                out.write(body);
                out.write(payload.array(), payload.arrayOffset() + payload.position(), payload.remaining());
                if (atOnce) {
                    out.flush();
                }
                pace.took(payload.remaining(), System.nanoTime() - begin);
            } finally {
                oneAtATime.unlock();
            }
        }
    }
}
