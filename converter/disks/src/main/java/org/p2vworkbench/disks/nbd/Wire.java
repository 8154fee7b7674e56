package org.p2vworkbench.disks.nbd;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * A connected socket that never waits longer than agreed.
 *
 * <p>A blocking channel cannot time out, and only TCP sockets have another way, so the channel does not block and a
 * selector waits. The limit is for a whole exchange: a server that sends a byte now and then does not hold us forever.
 */
final class Wire implements Closeable {

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private Duration limit = Duration.ZERO;
    private long deadline;

    private Wire(SocketChannel channel) throws IOException {
        this.channel = channel;
        try {
            this.selector = Selector.open();
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
        channel.configureBlocking(false);
        this.key = channel.register(selector, 0);
    }

    static Wire connect(SocketAddress address, Duration limit) throws IOException {
        SocketAddress resolved = resolved(address);
        boolean local = resolved instanceof UnixDomainSocketAddress;
        Wire wire = new Wire(local ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open());
        try {
            if (!local) {
                wire.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            wire.within(limit);
            boolean connected = wire.channel.connect(resolved);
            while (!connected) {
                wire.await(SelectionKey.OP_CONNECT);
                connected = wire.channel.finishConnect();
            }
            return wire;
        } catch (IOException | RuntimeException failure) {
            wire.close();
            throw failure;
        }
    }

    private static SocketAddress resolved(SocketAddress address) throws UnknownHostException {
        return address instanceof InetSocketAddress inet && inet.isUnresolved()
                ? new InetSocketAddress(InetAddress.getByName(inet.getHostString()), inet.getPort())
                : address;
    }

    /** Starts an exchange that must be over within {@code limit}. */
    void within(Duration limit) {
        this.limit = limit;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
    }

    /** Fills {@code into} from its position to its limit. */
    void receive(ByteBuffer into) throws IOException {
        while (into.hasRemaining()) {
            int count = channel.read(into);
            if (count < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (count == 0) {
                await(SelectionKey.OP_READ);
            }
        }
    }

    /** The next {@code length} bytes, ready to be read big-endian. */
    ByteBuffer receive(int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        receive(bytes);
        return bytes.flip();
    }

    private void await(int operation) throws IOException {
        key.interestOps(operation);
        long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
        if (leftMillis <= 0) {
            throw new SocketTimeoutException("no answer within %d s".formatted(limit.toSeconds()));
        }
        selector.select(leftMillis);
        selector.selectedKeys().clear();
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while waiting for the server");
        }
    }

    @Override
    public void close() throws IOException {
        try {
            selector.close();
        } finally {
            channel.close();
        }
    }
}
