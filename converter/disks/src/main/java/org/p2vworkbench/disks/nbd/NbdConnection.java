package org.p2vworkbench.disks.nbd;

import java.io.Closeable;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One connection past its negotiation (proto.md, "Transmission"): one request, then its whole reply. Belongs to one
 * thread at a time. After a {@link ServerRefusal} it is ready for the next request; after any other exception nobody
 * knows where in the stream it is, and it must be closed.
 */
final class NbdConnection implements Closeable {

    /** Chunks without content that one reply may have; a real one has one or two. */
    private static final int MOST_EMPTY_CHUNKS = 100;

    private static final int LONGEST_ERROR_BYTES = 64 << 10;

    private final Wire wire;
    private final Export export;
    private final Duration limit;
    private long cookie;

    private NbdConnection(Wire wire, Export export, Duration limit) {
        this.wire = wire;
        this.export = export;
        this.limit = limit;
    }

    /** @param greetingLimit for connecting and negotiating; {@code limit} is for each request from then on */
    static NbdConnection open(SocketAddress address, String exportName, Duration greetingLimit, Duration limit)
            throws IOException {
        Wire wire = Wire.connect(address, greetingLimit);
        try {
            return new NbdConnection(wire, Negotiation.with(wire, exportName), limit);
        } catch (IOException | RuntimeException failure) {
            wire.close();
            throw failure;
        }
    }

    Export export() {
        return export;
    }

    /** Fills {@code into} with one request; offset and length obey the export's block sizes. */
    void read(long offset, ByteBuffer into) throws IOException {
        request(NbdProtocol.CMD_READ, offset, into.remaining());
        if (export.structuredReplies()) {
            ReadReply reply = new ReadReply(offset, into);
            chunks(reply);
            reply.checkComplete();
        } else {
            ByteBuffer head = wire.receive(16);
            if (head.getInt(0) != NbdProtocol.SIMPLE_REPLY || head.getLong(8) != cookie) {
                throw notOurs(head);
            }
            if (head.getInt(4) != 0) {
                throw new ServerRefusal(head.getInt(4), "");
            }
            wire.receive(into);
        }
    }

    /** The states of a range from its start on, as far as the server cares to tell. */
    void blockStatus(long offset, int length, BlockStatus.Visitor visitor) throws IOException {
        request(NbdProtocol.CMD_BLOCK_STATUS, offset, length);
        BlockStatus status = new BlockStatus(export.allocation().orElseThrow(), length, visitor);
        chunks(status);
        status.checkComplete();
    }

    /** What is done with the chunks of one reply that carry something. */
    interface Chunks {
        /** Takes the {@code length} bytes of a chunk from {@code wire}, or throws when they cannot be an answer. */
        void take(int type, int length, Wire wire) throws IOException;
    }

    private void request(int command, long offset, int length) throws IOException {
        wire.within(limit);
        cookie++;
        wire.send(ByteBuffer.allocate(28)
                .putInt(NbdProtocol.REQUEST)
                .putShort((short) 0)
                .putShort((short) command)
                .putLong(cookie)
                .putLong(offset)
                .putInt(length)
                .flip());
    }

    private void chunks(Chunks content) throws IOException {
        ServerRefusal refusal = null;
        int empty = 0;
        boolean done = false;
        while (!done) {
            ByteBuffer head = wire.receive(16);
            if (head.getInt(0) == NbdProtocol.SIMPLE_REPLY && head.getLong(8) == cookie && head.getInt(4) != 0) {
                throw new ServerRefusal(head.getInt(4), "");
            }
            if (head.getInt(0) != NbdProtocol.STRUCTURED_REPLY || head.getLong(8) != cookie) {
                throw notOurs(head);
            }
            int length = wire.receive(4).getInt(0);
            int type = Short.toUnsignedInt(head.getShort(6));
            done = (head.getShort(4) & NbdProtocol.REPLY_DONE) != 0;
            if ((type & NbdProtocol.REPLY_ERROR) != 0) {
                refusal = error(length);
                empty++;
            } else if (type == NbdProtocol.REPLY_NONE && length == 0 && done) {
                empty++;
            } else {
                content.take(type, length, wire);
            }
            if (empty > MOST_EMPTY_CHUNKS) {
                throw new ProtocolException("sends errors without end");
            }
        }
        if (refusal != null) {
            throw refusal;
        }
    }

    private ServerRefusal error(int length) throws IOException {
        if (length < 6 || length > LONGEST_ERROR_BYTES) {
            throw new ProtocolException("sends an error of %d bytes".formatted(Integer.toUnsignedLong(length)));
        }
        ByteBuffer payload = wire.receive(length);
        int messageBytes = Math.min(Short.toUnsignedInt(payload.getShort(4)), length - 6);
        String message =
                StandardCharsets.UTF_8.decode(payload.slice(6, messageBytes)).toString();
        return new ServerRefusal(payload.getInt(0), message);
    }

    private ProtocolException notOurs(ByteBuffer head) {
        return new ProtocolException("answers request %d with magic 0x%08x for request %d"
                .formatted(cookie, head.getInt(0), head.getLong(8)));
    }

    /** Says goodbye when that is possible at once, and closes. */
    @Override
    public void close() throws IOException {
        try (wire) {
            wire.within(Duration.ofSeconds(1));
            request(NbdProtocol.CMD_DISC, 0, 0);
        } catch (IOException gone) {
            // It is closed all the same.
        }
    }
}
