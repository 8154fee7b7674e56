package org.p2vworkbench.agent.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Requests on their way: the converter writes them, the agent reads them. */
public final class RequestStream {

    private RequestStream() {}

    /**
     * A request under its number.
     *
     * @param id chosen by the converter, not that of another request it waits for on this lane
     */
    public record Numbered(int id, Request request) {}

    /** The agent's end. For one thread. */
    public static final class Reader {

        private final Frame.Source frames;

        public Reader(InputStream in) {
            frames = new Frame.Source(in, WireLimits.REQUEST_BODY_BYTES);
        }

        /** The next request; empty when the converter hung up. */
        public Optional<Numbered> next() throws IOException {
            Optional<Frame> frame = frames.next();
            return frame.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Numbered(frame.get().id(), RequestCodec.read(frame.get())));
        }
    }

    /** The converter's end. For any number of threads. */
    public static final class Writer {

        private final OutputStream out;

        public Writer(OutputStream out) {
            this.out = out;
        }

        /** Sends it at once. */
        public synchronized void write(int id, Request request) throws IOException {
            RequestCodec.Encoded encoded = RequestCodec.write(request);
            byte[] body = encoded.body();
            out.write(Frame.head(encoded.kind().number, id, body.length));
            out.write(body);
            out.flush();
        }
    }
}
