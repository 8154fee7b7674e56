package org.p2vworkbench.converter.nbdexport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.p2vworkbench.disks.nbd.NbdProtocol;

/**
 * How a connection begins: fixed newstyle negotiation (proto.md, "Fixed newstyle negotiation" and "Option types").
 *
 * <p>There is one export, and its name is empty. Anything else asked for does not exist here; TLS and options of later
 * versions are answered with "not supported", as the protocol demands.
 */
final class Handshake {

    /** What one request may read or carry; the protocol's default, said aloud. */
    static final int MOST_PAYLOAD_BYTES = 32 << 20;

    /** The id of {@code base:allocation}, any number. */
    static final int ALLOCATION_ID = 1;

    private static final int LEAST_BLOCK_BYTES = 1;
    private static final int PREFERRED_BLOCK_BYTES = 4096;
    private static final int FLAGS = NbdProtocol.HAS_FLAGS | NbdProtocol.READ_ONLY | NbdProtocol.CAN_MULTI_CONN;

    /** Strings have at most 4096 bytes (proto.md, "Conventions"); options hold a few. */
    private static final int LONGEST_OPTION_BYTES = 64 << 10;

    /** A client asks for a handful; one that goes on asking never wanted to begin. */
    private static final int MOST_OPTIONS = 64;

    private final Frames frames;
    private final long sizeBytes;
    private boolean structured;
    private boolean allocation;

    private Handshake(Frames frames, long sizeBytes) {
        this.frames = frames;
        this.sizeBytes = sizeBytes;
    }

    /** Empty when the client only wanted to look, or cannot be spoken to. */
    static Optional<Terms> with(Frames frames, long sizeBytes) throws IOException {
        return new Handshake(frames, sizeBytes).negotiate();
    }

    private Optional<Terms> negotiate() throws IOException {
        int offered = NbdProtocol.FIXED_NEWSTYLE | NbdProtocol.NO_ZEROES;
        frames.send(ByteBuffer.allocate(18)
                .putLong(NbdProtocol.GREETING)
                .putLong(NbdProtocol.NEWSTYLE)
                .putShort((short) offered)
                .flip());
        int taken = frames.receive(4).getInt(0);
        if ((taken & ~offered) != 0) {
            return Optional.empty();
        }
        for (int i = 0; i < MOST_OPTIONS; i++) {
            ByteBuffer head = frames.receive(16);
            int option = head.getInt(8);
            long length = Integer.toUnsignedLong(head.getInt(12));
            if (head.getLong(0) != NbdProtocol.NEWSTYLE || length > LONGEST_OPTION_BYTES) {
                return Optional.empty();
            }
            ByteBuffer data = frames.receive((int) length);
            switch (option) {
                case NbdProtocol.OPT_EXPORT_NAME -> {
                    return enterTheOldWay(data, (taken & NbdProtocol.NO_ZEROES) != 0);
                }
                case NbdProtocol.OPT_ABORT -> {
                    reply(option, NbdProtocol.REP_ACK, "");
                    return Optional.empty();
                }
                case NbdProtocol.OPT_LIST -> list(option, data);
                case NbdProtocol.OPT_STRUCTURED_REPLY -> structure(option, data);
                case NbdProtocol.OPT_SET_META_CONTEXT, NbdProtocol.OPT_LIST_META_CONTEXT -> contexts(option, data);
                case NbdProtocol.OPT_INFO -> inform(option, data);
                case NbdProtocol.OPT_GO -> {
                    if (inform(option, data)) {
                        return Optional.of(terms());
                    }
                }
                default -> reply(option, NbdProtocol.REP_ERR_UNSUP, "this server does not know the option " + option);
            }
        }
        return Optional.empty();
    }

    private Terms terms() {
        return new Terms(structured, structured && allocation);
    }

    /** This option cannot be refused but by hanging up. */
    private Optional<Terms> enterTheOldWay(ByteBuffer name, boolean noZeroes) throws IOException {
        if (name.hasRemaining()) {
            return Optional.empty();
        }
        frames.send(ByteBuffer.allocate(noZeroes ? 10 : 134)
                .putLong(sizeBytes)
                .putShort((short) FLAGS)
                .rewind());
        return Optional.of(terms());
    }

    private void list(int option, ByteBuffer data) throws IOException {
        if (data.hasRemaining()) {
            reply(option, NbdProtocol.REP_ERR_INVALID, "a list takes no data");
        } else {
            reply(option, NbdProtocol.REP_SERVER, ByteBuffer.allocate(4));
            reply(option, NbdProtocol.REP_ACK, "");
        }
    }

    private void structure(int option, ByteBuffer data) throws IOException {
        if (data.hasRemaining()) {
            reply(option, NbdProtocol.REP_ERR_INVALID, "structured replies take no data");
        } else {
            structured = true;
            reply(option, NbdProtocol.REP_ACK, "");
        }
    }

    private void contexts(int option, ByteBuffer data) throws IOException {
        boolean selects = option == NbdProtocol.OPT_SET_META_CONTEXT;
        if (selects) {
            allocation = false;
        }
        Optional<ContextQuery> query = ContextQuery.parse(data);
        if (query.isEmpty() || !structured) {
            reply(option, NbdProtocol.REP_ERR_INVALID, "asks for contexts before structured replies, or is malformed");
            return;
        }
        if (!query.get().exportName().isEmpty()) {
            reply(option, NbdProtocol.REP_ERR_UNKNOWN, "the only export has an empty name");
            return;
        }
        if (selects ? query.get().selectsAllocation() : query.get().listsAllocation()) {
            allocation |= selects;
            byte[] name = NbdProtocol.BASE_ALLOCATION.getBytes(StandardCharsets.US_ASCII);
            reply(
                    option,
                    NbdProtocol.REP_META_CONTEXT,
                    ByteBuffer.allocate(4 + name.length)
                            .putInt(selects ? ALLOCATION_ID : 0)
                            .put(name)
                            .flip());
        }
        reply(option, NbdProtocol.REP_ACK, "");
    }

    /** Describes the export of that name; false when there is none. */
    private boolean inform(int option, ByteBuffer data) throws IOException {
        long nameBytes = data.remaining() < 6 ? -1 : Integer.toUnsignedLong(data.getInt(0));
        if (nameBytes < 0 || nameBytes > data.remaining() - 6) {
            reply(option, NbdProtocol.REP_ERR_INVALID, "the name is longer than the request");
            return false;
        }
        int wishes = Short.toUnsignedInt(data.getShort(4 + (int) nameBytes));
        if (data.remaining() != 6 + nameBytes + 2L * wishes) {
            reply(option, NbdProtocol.REP_ERR_INVALID, "the number of wishes is not that of the request");
            return false;
        }
        if (nameBytes != 0) {
            reply(option, NbdProtocol.REP_ERR_UNKNOWN, "the only export has an empty name");
            return false;
        }
        reply(
                option,
                NbdProtocol.REP_INFO,
                ByteBuffer.allocate(12)
                        .putShort((short) NbdProtocol.INFO_EXPORT)
                        .putLong(sizeBytes)
                        .putShort((short) FLAGS)
                        .flip());
        reply(
                option,
                NbdProtocol.REP_INFO,
                ByteBuffer.allocate(14)
                        .putShort((short) NbdProtocol.INFO_BLOCK_SIZE)
                        .putInt(LEAST_BLOCK_BYTES)
                        .putInt(PREFERRED_BLOCK_BYTES)
                        .putInt(MOST_PAYLOAD_BYTES)
                        .flip());
        reply(option, NbdProtocol.REP_ACK, "");
        return true;
    }

    private void reply(int option, int type, String message) throws IOException {
        reply(option, type, StandardCharsets.UTF_8.encode(message));
    }

    private void reply(int option, int type, ByteBuffer data) throws IOException {
        frames.send(ByteBuffer.allocate(20 + data.remaining())
                .putLong(NbdProtocol.OPTION_REPLY)
                .putInt(option)
                .putInt(type)
                .putInt(data.remaining())
                .put(data)
                .flip());
    }
}
