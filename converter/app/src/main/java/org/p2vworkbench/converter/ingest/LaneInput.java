package org.p2vworkbench.converter.ingest;

import java.io.IOException;
import java.io.InputStream;
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

    /** The window is given back in pieces; each is a message to the agent. */
    private static final int RELEASE_BYTES = 256 << 10;

    private final ChannelSession channel;
    private final Deque<byte[]> packets = new ArrayDeque<>();
    private byte[] current = new byte[0];
    private int at;
    private int unreleased;
    private boolean ended;

    LaneInput(ChannelSession channel) {
        this.channel = channel;
    }

    @Override
    public int data(ChannelSession from, byte[] buffer, int start, int length) {
        byte[] packet = new byte[length];
        System.arraycopy(buffer, start, packet, 0, length);
        synchronized (packets) {
            packets.add(packet);
            packets.notifyAll();
        }
        // None of it is consumed yet.
        return 0;
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
        if (at == current.length && !take()) {
            return -1;
        }
        int count = Math.min(length, current.length - at);
        System.arraycopy(current, at, into, from, count);
        at += count;
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
            current = packets.poll();
            at = 0;
            return true;
        }
    }

    private void release(int bytes) throws IOException {
        unreleased += bytes;
        boolean drained = at == current.length && isEmpty();
        if (unreleased >= RELEASE_BYTES || drained && unreleased > 0) {
            channel.getLocalWindow().release(unreleased);
            unreleased = 0;
        }
    }

    private boolean isEmpty() {
        synchronized (packets) {
            return packets.isEmpty();
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
