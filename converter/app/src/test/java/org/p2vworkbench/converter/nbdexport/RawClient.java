package org.p2vworkbench.converter.nbdexport;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A client that sends what a test wants, sound or not. It writes the protocol's numbers by itself. */
final class RawClient implements Closeable {

    private final SocketChannel channel;
    private final Frames frames;

    /** Connects and takes the greeting. */
    RawClient(NbdExport export) throws IOException {
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(export.socket()));
        frames = new Frames(channel);
    }

    ByteBuffer receive(int length) throws IOException {
        return frames.receive(length);
    }

    RawClient send(ByteBuffer bytes) throws IOException {
        frames.send(bytes);
        return this;
    }

    /** Takes the greeting and answers with client flags. */
    RawClient greet(int flags) throws IOException {
        frames.receive(18);
        return send(ByteBuffer.allocate(4).putInt(flags).flip());
    }

    RawClient option(int option, ByteBuffer data) throws IOException {
        return send(ByteBuffer.allocate(16 + data.remaining())
                .putLong(0x49484156454f5054L)
                .putInt(option)
                .putInt(data.remaining())
                .put(data)
                .flip());
    }

    RawClient option(int option) throws IOException {
        return option(option, ByteBuffer.allocate(0));
    }

    /** A reply to an option: its type; what it carries goes by. */
    int replyType() throws IOException {
        ByteBuffer head = frames.receive(20);
        frames.receive(head.getInt(16));
        return head.getInt(12);
    }

    /** Enters transmission without structured replies. */
    RawClient plain() throws IOException {
        greet(3).option(1);
        frames.receive(10);
        return this;
    }

    /** Enters transmission with structured replies and {@code base:allocation}. */
    RawClient structured() throws IOException {
        greet(3).option(8).replyType();
        byte[] context = "base:allocation".getBytes(StandardCharsets.US_ASCII);
        option(
                10,
                ByteBuffer.allocate(27)
                        .putInt(0)
                        .putInt(1)
                        .putInt(15)
                        .put(context)
                        .flip());
        replyType();
        replyType();
        option(7, ByteBuffer.allocate(6));
        replyType();
        replyType();
        replyType();
        return this;
    }

    RawClient request(int flags, int command, long offset, int length) throws IOException {
        return send(ByteBuffer.allocate(28)
                .putInt(0x25609513)
                .putShort((short) flags)
                .putShort((short) command)
                .putLong(77)
                .putLong(offset)
                .putInt(length)
                .flip());
    }

    /** The error of a simple reply. */
    int simpleError() throws IOException {
        return frames.receive(16).getInt(4);
    }

    /** A chunk of a structured reply. */
    Chunk chunk() throws IOException {
        ByteBuffer head = frames.receive(20);
        return new Chunk(head.getShort(4), Short.toUnsignedInt(head.getShort(6)), frames.receive(head.getInt(16)));
    }

    record Chunk(int flags, int type, ByteBuffer payload) {}

    /** Whether the server hangs up and sends nothing more. */
    boolean isHungUp() throws IOException {
        try {
            return channel.read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
