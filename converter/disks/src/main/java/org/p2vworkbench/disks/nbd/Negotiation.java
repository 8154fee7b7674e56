package org.p2vworkbench.disks.nbd;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * How a connection begins: fixed newstyle negotiation (proto.md, "Handshake"). Structured replies and the allocation
 * context are asked for and done without where the server has none; {@code NBD_OPT_GO} leads to the disk, or
 * {@code NBD_OPT_EXPORT_NAME} with a server that is too old for it.
 */
final class Negotiation {

    private static final int LONGEST_REPLY_BYTES = 64 << 10;
    private static final int MOST_REPLIES = 1000;

    /** A server may set the least block to 64 KiB at most ("Size constraints"). */
    private static final int LARGEST_LEAST_BLOCK_BYTES = 64 << 10;

    /** More in one request gains nothing, and keeps one connection busy for longer. */
    private static final int MOST_REQUEST_BYTES = 2 << 20;

    private final Wire wire;
    private final byte[] exportName;
    private boolean structured;
    private OptionalInt allocation = OptionalInt.empty();
    private long sizeBytes = -1;
    private int flags;
    private int leastBlockBytes = 1;
    private long mostRequestBytes = MOST_REQUEST_BYTES;

    private Negotiation(Wire wire, String exportName) {
        this.wire = wire;
        this.exportName = exportName.getBytes(StandardCharsets.UTF_8);
    }

    static Export with(Wire wire, String exportName) throws IOException {
        Negotiation negotiation = new Negotiation(wire, exportName);
        boolean noZeroes = negotiation.greet();
        negotiation.structured = negotiation.option(NbdProtocol.OPT_STRUCTURED_REPLY, new byte[0]);
        if (negotiation.structured) {
            negotiation.askForAllocation();
        }
        if (!negotiation.go()) {
            negotiation.enterTheOldWay(noZeroes);
        }
        return negotiation.export();
    }

    private boolean greet() throws IOException {
        ByteBuffer greeting = wire.receive(16);
        if (greeting.getLong(0) != NbdProtocol.GREETING) {
            throw new ProtocolException("is no NBD server: its first bytes are 0x%016x".formatted(greeting.getLong(0)));
        }
        int offered =
                greeting.getLong(8) == NbdProtocol.NEWSTYLE ? wire.receive(2).getShort(0) : 0;
        if ((offered & NbdProtocol.FIXED_NEWSTYLE) == 0) {
            throw new ProtocolException("is an NBD server from before 2011, without fixed newstyle negotiation");
        }
        int taken = offered & (NbdProtocol.FIXED_NEWSTYLE | NbdProtocol.NO_ZEROES);
        wire.send(ByteBuffer.allocate(4).putInt(taken).flip());
        return (taken & NbdProtocol.NO_ZEROES) != 0;
    }

    private void askForAllocation() throws IOException {
        byte[] query = NbdProtocol.BASE_ALLOCATION.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer data = ByteBuffer.allocate(12 + exportName.length + query.length)
                .putInt(exportName.length)
                .put(exportName)
                .putInt(1)
                .putInt(query.length)
                .put(query);
        if (!option(NbdProtocol.OPT_SET_META_CONTEXT, data.array())) {
            allocation = OptionalInt.empty();
        }
    }

    private boolean go() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(8 + exportName.length)
                .putInt(exportName.length)
                .put(exportName)
                .putShort((short) 1)
                .putShort((short) NbdProtocol.INFO_BLOCK_SIZE);
        return option(NbdProtocol.OPT_GO, data.array());
    }

    private void enterTheOldWay(boolean noZeroes) throws IOException {
        sendOption(NbdProtocol.OPT_EXPORT_NAME, exportName);
        ByteBuffer reply = wire.receive(noZeroes ? 10 : 134);
        sizeBytes = reply.getLong(0);
        flags = Short.toUnsignedInt(reply.getShort(8));
        allocation = OptionalInt.empty();
    }

    /** Sends an option and takes in its replies; false when the server does not know it. */
    private boolean option(int option, byte[] data) throws IOException {
        sendOption(option, data);
        for (int i = 0; i < MOST_REPLIES; i++) {
            ByteBuffer head = wire.receive(20);
            int length = head.getInt(16);
            if (head.getLong(0) != NbdProtocol.OPTION_REPLY || head.getInt(8) != option) {
                throw new ProtocolException("option %d was answered by something else".formatted(option));
            }
            if (length < 0 || length > LONGEST_REPLY_BYTES) {
                throw new ProtocolException(
                        "option %d was answered by %d bytes".formatted(option, Integer.toUnsignedLong(length)));
            }
            ByteBuffer reply = wire.receive(length);
            int type = head.getInt(12);
            if (type == NbdProtocol.REP_ACK) {
                return true;
            }
            if (type < 0) {
                return refused(
                        option, type, StandardCharsets.UTF_8.decode(reply).toString());
            }
            takeIn(type, reply);
        }
        throw new ProtocolException("option %d was answered more than %d times".formatted(option, MOST_REPLIES));
    }

    private void takeIn(int type, ByteBuffer reply) throws ProtocolException {
        if (type == NbdProtocol.REP_META_CONTEXT && reply.limit() > 4) {
            int number = reply.getInt();
            if (StandardCharsets.UTF_8.decode(reply).toString().equals(NbdProtocol.BASE_ALLOCATION)) {
                allocation = OptionalInt.of(number);
            }
        } else if (type == NbdProtocol.REP_INFO && reply.limit() >= 2) {
            int info = Short.toUnsignedInt(reply.getShort(0));
            if (info == NbdProtocol.INFO_EXPORT && reply.limit() == 12) {
                sizeBytes = reply.getLong(2);
                flags = Short.toUnsignedInt(reply.getShort(10));
            } else if (info == NbdProtocol.INFO_BLOCK_SIZE && reply.limit() == 14) {
                leastBlockBytes = reply.getInt(2);
                mostRequestBytes = Math.min(MOST_REQUEST_BYTES, Integer.toUnsignedLong(reply.getInt(10)));
            }
        }
    }

    /** An optional option may be refused for whatever reason, {@code NBD_OPT_GO} only for being unknown. */
    private boolean refused(int option, int type, String message) throws ProtocolException {
        if (option != NbdProtocol.OPT_GO || type == NbdProtocol.REP_ERR_UNSUP) {
            return false;
        }
        String name = new String(exportName, StandardCharsets.UTF_8);
        String why =
                switch (type) {
                    case NbdProtocol.REP_ERR_UNKNOWN -> "has no disk named '%s'".formatted(name);
                    case NbdProtocol.REP_ERR_TLS_REQD -> "demands TLS, which is not spoken here";
                    case NbdProtocol.REP_ERR_POLICY -> "does not allow us the disk '%s'".formatted(name);
                    default -> "refuses the disk '%s' with error 0x%08x".formatted(name, type);
                };
        throw new ProtocolException(message.isEmpty() ? why : why + ": " + message);
    }

    private void sendOption(int option, byte[] data) throws IOException {
        wire.send(ByteBuffer.allocate(16 + data.length)
                .putLong(NbdProtocol.NEWSTYLE)
                .putInt(option)
                .putInt(data.length)
                .put(data)
                .flip());
    }

    private Export export() throws ProtocolException {
        if (sizeBytes < 0) {
            throw new ProtocolException("says the disk has %s bytes".formatted(Long.toUnsignedString(sizeBytes)));
        }
        if (Integer.bitCount(leastBlockBytes) != 1
                || leastBlockBytes < 0
                || leastBlockBytes > LARGEST_LEAST_BLOCK_BYTES
                || mostRequestBytes < leastBlockBytes) {
            throw new ProtocolException("says blocks have at least %d bytes and requests at most %d"
                    .formatted(Integer.toUnsignedLong(leastBlockBytes), mostRequestBytes));
        }
        int most = (int) (mostRequestBytes - mostRequestBytes % leastBlockBytes);
        return new Export(sizeBytes, flags, leastBlockBytes, most, structured, allocation);
    }
}
