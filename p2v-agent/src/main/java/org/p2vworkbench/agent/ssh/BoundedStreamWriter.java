package org.p2vworkbench.agent.ssh;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.throttle.DefaultChannelStreamWriter;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * Waits while too much is on its way to the socket. By itself the library queues as much as the converter's window
 * allows, on the heap, and how large that is the agent has no say in.
 */
final class BoundedStreamWriter extends DefaultChannelStreamWriter {

    private static final int MOST_BYTES = 2 << 20;

    private final Semaphore left = new Semaphore(MOST_BYTES);

    BoundedStreamWriter(Channel channel) {
        super(channel);
    }

    @Override
    public IoWriteFuture writeData(Buffer buffer) throws IOException {
        int bytes = Math.min(buffer.available(), MOST_BYTES);
        try {
            left.acquire(bytes);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the socket");
        }
        IoWriteFuture written = super.writeData(buffer);
        // Also told when the connection broke, so nobody waits for ever.
        written.addListener(done -> left.release(bytes));
        return written;
    }
}
