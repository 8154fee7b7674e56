package org.p2vworkbench.disks.nbd;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;

/** The content of a reply to a block status request: lengths and states from the request's offset on. */
final class BlockStatus implements NbdConnection.Chunks {

    /** Told of each run in order; the last may reach beyond what was asked for. */
    interface Visitor {
        void run(long length, boolean zero);
    }

    /** proto.md, "Structured reply types": an id and at most 2^20 descriptors. */
    private static final int LONGEST_BYTES = 4 + (8 << 20);

    private final int context;
    private final int asked;
    private final Visitor visitor;
    private long told;

    BlockStatus(int context, int asked, Visitor visitor) {
        this.context = context;
        this.asked = asked;
        this.visitor = visitor;
    }

    @Override
    public void take(int type, int payloadBytes, Wire wire) throws IOException {
        if (type != NbdProtocol.REPLY_BLOCK_STATUS || told > 0) {
            throw new ProtocolException("answers a block status request with a chunk of type %d".formatted(type));
        }
        if (payloadBytes < 12 || payloadBytes > LONGEST_BYTES || payloadBytes % 8 != 4) {
            throw new ProtocolException(
                    "sends a block status of %d bytes".formatted(Integer.toUnsignedLong(payloadBytes)));
        }
        ByteBuffer status = wire.receive(payloadBytes);
        if (status.getInt() != context) {
            throw new ProtocolException("answers a block status request for another context");
        }
        while (status.hasRemaining()) {
            long length = Integer.toUnsignedLong(status.getInt());
            boolean zero = (status.getInt() & NbdProtocol.STATE_ZERO) != 0;
            if (length == 0 || told >= asked) {
                throw new ProtocolException(
                        "tells the status of %d bytes after %d of %d".formatted(length, told, asked));
            }
            told += length;
            visitor.run(length, zero);
        }
    }

    void checkComplete() throws ProtocolException {
        if (told == 0) {
            throw new ProtocolException("answers a block status request with nothing");
        }
    }
}
