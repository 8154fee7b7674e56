package org.p2vworkbench.converter.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.apache.sshd.server.channel.ChannelDataReceiver;
import org.apache.sshd.server.channel.ChannelSession;

/**
 * What a channel receives, as a stream for the one thread that reads the lane.
 *
 * <p>SSHD's own pipe wakes its reader for each packet and copies byte by byte at worst. Here packets queue up as they
 * came, and the window is given back as they are read: what waits is never more than the window.
 */
final class LaneInput extends InputStream implements ChannelDataReceiver {

    /** The window is given back in quarters: each time is a message to the agent, and it has three more to fill. */
    private static final long RELEASE_BYTES = AgentServer.WINDOW_BYTES / 4;

    /** Arrays that were read out and are filled again: each mebibyte of garbage less is a pause less. */
    private static final int MOST_SPARE = 4;

    private final ChannelSession channel;
    private final Deque<ByteBuffer> packets = new ArrayDeque<>();
    private final Deque<byte[]> spare = new ArrayDeque<>();
    private ByteBuffer current = ByteBuffer.allocate(0);
    private int unreleased;
    private boolean ended;

    LaneInput(ChannelSession channel) {
        this.channel = channel;
    }

    @Override
    public int data(ChannelSession from, byte[] buffer, int start, int length) {
        ByteBuffer packet = ByteBuffer.wrap(arrayOf(length), 0, length);
        packet.put(0, buffer, start, length);
        synchronized (packets) {
            packets.add(packet);
            packets.notifyAll();
        }
        // None of it is consumed yet.
        return 0;
    }

    private byte[] arrayOf(int length) {
        synchronized (packets) {
            byte[] used = spare.peek();
            return used != null && used.length >= length ? spare.poll() : new byte[length];
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (!current.hasRemaining() && !take()) {
            return -1;
        }
        int count = Math.min(length, current.remaining());
        current.get(into, from, count);
        release(count);
        return count;
    }

    /** The next packet; false when there will be none. */
    private boolean take() throws IOException {
        synchronized (packets) {
            while (packets.isEmpty() && !ended) {
                try {
                    packets.wait();
                } catch (InterruptedException interrupt) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted while reading a lane", interrupt);
                }
            }
            if (packets.isEmpty()) {
                return false;
            }
            if (current.array().length >= AgentServer.PACKET_BYTES / 2 && spare.size() < MOST_SPARE) {
                spare.push(current.array());
            }
            current = packets.poll();
            return true;
        }
    }

    private void release(int bytes) throws IOException {
        unreleased += bytes;
        if (unreleased >= RELEASE_BYTES) {
            channel.getLocalWindow().release(unreleased);
            unreleased = 0;
        }
    }

    @Override
    public void close() {
        synchronized (packets) {
            ended = true;
            packets.notifyAll();
        }
    }
}
