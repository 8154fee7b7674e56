package org.p2vworkbench.disks.nbd;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;

/** The content of one structured reply to a read: data and holes, in any order, that together fill the request. */
final class ReadReply implements NbdConnection.Chunks {

    private static final byte[] ZEROS = new byte[64 << 10];

    private final long offset;
    private final ByteBuffer into;
    private final int start;
    private final int length;
    private long filled;

    ReadReply(long offset, ByteBuffer into) {
        this.offset = offset;
        this.into = into;
        this.start = into.position();
        this.length = into.remaining();
    }

    @Override
    public void take(int type, int payloadBytes, Wire wire) throws IOException {
        if (type == NbdProtocol.REPLY_OFFSET_DATA && payloadBytes > 8) {
            wire.receive(part(wire.receive(8).getLong(0), payloadBytes - 8));
        } else if (type == NbdProtocol.REPLY_OFFSET_HOLE && payloadBytes == 12) {
            ByteBuffer hole = wire.receive(12);
            zero(part(hole.getLong(0), hole.getInt(8)));
        } else {
            throw new ProtocolException("answers a read with a chunk of type %d and %d bytes"
                    .formatted(type, Integer.toUnsignedLong(payloadBytes)));
        }
    }

    private ByteBuffer part(long at, int bytes) throws ProtocolException {
        long within = at - offset;
        if (within < 0 || bytes <= 0 || bytes > length || within > length - bytes) {
            throw new ProtocolException("answers a read of %d bytes at 0x%x with %d bytes at 0x%x"
                    .formatted(length, offset, Integer.toUnsignedLong(bytes), at));
        }
        filled += bytes;
        if (filled > length) {
            throw new ProtocolException("answers a read of %d bytes at 0x%x with more".formatted(length, offset));
        }
        return into.slice(start + (int) within, bytes);
    }

    void checkComplete() throws ProtocolException {
        if (filled != length) {
            throw new ProtocolException("answers a read of %d bytes at 0x%x with %d".formatted(length, offset, filled));
        }
        into.position(start + length);
    }

    private static void zero(ByteBuffer part) {
        while (part.hasRemaining()) {
            part.put(ZEROS, 0, Math.min(part.remaining(), ZEROS.length));
        }
    }
}
