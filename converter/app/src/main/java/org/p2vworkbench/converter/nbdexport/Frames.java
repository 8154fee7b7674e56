package org.p2vworkbench.converter.nbdexport;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.GatheringByteChannel;

/** A connection as whole messages: a read fills its buffer or fails, a write sends everything. */
final class Frames {

    private static final int SKIP_BYTES = 64 << 10;

    private final ByteChannel channel;

    Frames(ByteChannel channel) {
        this.channel = channel;
    }

    /** The next {@code length} bytes, ready to be read big-endian. */
    ByteBuffer receive(int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        receive(bytes);
        return bytes.flip();
    }

    /** Reads {@code length} bytes that nobody wants. */
    void skip(long length) throws IOException {
        ByteBuffer scratch = ByteBuffer.allocate((int) Math.min(SKIP_BYTES, length));
        for (long left = length; left > 0; left -= scratch.limit()) {
            receive(scratch.clear().limit((int) Math.min(scratch.capacity(), left)));
        }
    }

    void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Both in one go where the channel can, so that the client is not woken for the head alone. */
    void send(ByteBuffer head, ByteBuffer body) throws IOException {
        if (channel instanceof GatheringByteChannel gathering) {
            ByteBuffer[] both = {head, body};
            while (body.hasRemaining() || head.hasRemaining()) {
                gathering.write(both);
            }
        } else {
            send(head);
            send(body);
        }
    }

    private void receive(ByteBuffer into) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into) < 0) {
                throw new EOFException("the client closed the connection");
            }
        }
    }
}
