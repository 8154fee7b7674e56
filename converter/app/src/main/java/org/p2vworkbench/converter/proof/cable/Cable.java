package org.p2vworkbench.converter.proof.cable;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * A cable from a card of qemu's ({@code -netdev stream}: a length of four bytes before each frame) to a neighbour. What the
 * machine does not take is lost, as it is on a wire.
 */
final class Cable implements Closeable {

    /** No card sends more, even when it leaves it to others to cut frames up. */
    private static final int MOST_BYTES = 128 << 10;

    private static final int LENGTH_BYTES = 4;

    private final Neighbour neighbour;
    private final Selector selector;
    private final ServerSocketChannel socket;
    private final Thread thread = new Thread(this::carry, "cable");
    private final ByteBuffer came = ByteBuffer.allocate(LENGTH_BYTES + MOST_BYTES);
    private volatile SocketChannel machine;

    /** @param path of the socket for qemu, which is made here */
    Cable(Path path, DhcpLease lease) throws IOException {
        neighbour = new Neighbour(lease, this::send);
        selector = Selector.open();
        socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            socket.bind(UnixDomainSocketAddress.of(path));
            socket.configureBlocking(false);
            socket.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException | RuntimeException failure) {
            socket.close();
            selector.close();
            throw failure;
        }
        thread.setDaemon(true);
        thread.start();
    }

    Neighbour neighbour() {
        return neighbour;
    }

    private void carry() {
        try {
            while (selector.isOpen()) {
                selector.select(this::serve);
            }
        } catch (IOException | ClosedSelectorException end) {
            // The machine is gone, or this is closed.
        }
    }

    private void serve(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                plugIn(socket.accept());
            } else if (machine.read(came) < 0) {
                machine.close();
            } else {
                deliver();
            }
        } catch (IOException gone) {
            key.cancel();
        }
    }

    private void plugIn(SocketChannel channel) throws IOException {
        if (machine != null) {
            channel.close();
            return;
        }
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        machine = channel;
    }

    private void deliver() throws IOException {
        came.flip();
        while (came.remaining() >= LENGTH_BYTES) {
            int length = came.getInt(came.position());
            if (length < 0 || length > MOST_BYTES) {
                machine.close();
                return;
            }
            if (came.remaining() < LENGTH_BYTES + length) {
                break;
            }
            byte[] bytes = new byte[length];
            came.position(came.position() + LENGTH_BYTES);
            came.get(bytes);
            Frame.read(bytes).ifPresent(neighbour::take);
        }
        came.compact();
    }

    private void send(Frame frame) {
        SocketChannel to = machine;
        if (to == null) {
            return;
        }
        byte[] bytes = frame.bytes();
        ByteBuffer buffer = ByteBuffer.allocate(LENGTH_BYTES + bytes.length);
        buffer.putInt(bytes.length).put(bytes).flip();
        try {
            if (to.write(buffer) > 0 && buffer.hasRemaining()) {
                // What came next would be read as the rest of this one.
                to.close();
            }
        } catch (IOException gone) {
            // Nobody is there to be told.
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        socket.close();
        if (machine != null) {
            machine.close();
        }
        try {
            thread.join();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }
}
