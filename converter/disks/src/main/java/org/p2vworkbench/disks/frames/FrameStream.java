package org.p2vworkbench.disks.frames;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Compresses what is written to it into frames, several at a time, and passes them on in order.
 *
 * <p>Whoever writes fills one frame while others are compressed and finished ones passed on, by a thread that does nothing
 * else; when as many are under way as there are threads, the oldest is awaited. Buffers are used again. There is one
 * frame's plain bytes and one's compressed for each thread, those being filled and those being passed on: some 110 MiB
 * with two threads and frames of 16 MiB.
 *
 * <p>{@link #finish} ends the stream; closing it without that abandons what is not yet passed on. Neither closes what
 * the frames are passed on to.
 */
public final class FrameStream extends OutputStream {

    /** What a frame holds, but for the last one. Larger ones compress no better; smaller ones are found faster. */
    public static final int PLAIN_BYTES = 16 << 20;

    private final OutputStream out;
    private final FrameCodec codec;
    private final int level;
    private final int threads;
    private final int plainBytes;
    private final ExecutorService workers;

    /** One thread: frames go on in the order in which they were filled. */
    private final ExecutorService passing;

    private final ConcurrentLinkedQueue<FrameCodec.Compressor> idle = new ConcurrentLinkedQueue<>();
    private final Deque<Future<Integer>> underWay = new ArrayDeque<>();
    private final ConcurrentLinkedQueue<byte[]> spare = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<byte[]> rooms = new ConcurrentLinkedQueue<>();
    private final List<Integer> storedBytes = new ArrayList<>();
    private byte[] filling;
    private int filled;

    /** The first bytes of a room. */
    private record Frame(byte[] room, int length) {}

    public FrameStream(OutputStream out, FrameCodec codec, int level, int threads) {
        this(out, codec, level, threads, PLAIN_BYTES);
    }

    FrameStream(OutputStream out, FrameCodec codec, int level, int threads, int plainBytes) {
        this.out = out;
        this.codec = codec;
        this.level = level;
        this.threads = threads;
        this.plainBytes = plainBytes;
        this.filling = new byte[plainBytes];
        this.workers = Executors.newFixedThreadPool(threads, work -> daemon(work, "compress"));
        this.passing = Executors.newSingleThreadExecutor(work -> daemon(work, "frames"));
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        int left = length;
        while (left > 0) {
            int part = Math.min(left, plainBytes - filled);
            System.arraycopy(bytes, at, filling, filled, part);
            filled += part;
            at += part;
            left -= part;
            if (filled == plainBytes) {
                compressFilled();
            }
        }
    }

    /** Passes on all that was written; a stream to which nothing was written becomes one empty frame. */
    public void finish() throws IOException {
        if (filled > 0 || storedBytes.isEmpty() && underWay.isEmpty()) {
            compressFilled();
        }
        while (!underWay.isEmpty()) {
            awaitOldest();
        }
    }

    /** How long each frame passed on so far is: where the next begins can be told from it. */
    public List<Integer> storedBytes() {
        return List.copyOf(storedBytes);
    }

    private void compressFilled() throws IOException {
        byte[] plain = filling;
        int length = filled;
        Future<Frame> frame = workers.submit(() -> compressed(plain, length));
        underWay.add(passing.submit(() -> passOn(frame, plain)));
        while (underWay.size() > threads) {
            awaitOldest();
        }
        byte[] used = spare.poll();
        filling = used == null ? new byte[plainBytes] : used;
        filled = 0;
    }

    private int passOn(Future<Frame> made, byte[] plain) throws IOException, InterruptedException, ExecutionException {
        Frame frame = made.get();
        spare.add(plain);
        out.write(frame.room(), 0, frame.length());
        rooms.add(frame.room());
        return frame.length();
    }

    private Frame compressed(byte[] plain, int length) throws IOException {
        FrameCodec.Compressor mine = idle.poll();
        FrameCodec.Compressor compressor = mine == null ? codec.compressor(level) : mine;
        byte[] used = rooms.poll();
        byte[] room = used == null ? new byte[compressor.mostBytes(plainBytes)] : used;
        try {
            return new Frame(room, compressor.compress(plain, length, room));
        } finally {
            idle.add(compressor);
        }
    }

    private void awaitOldest() throws IOException {
        try {
            storedBytes.add(underWay.remove().get());
        } catch (ExecutionException failed) {
            throw failure(failed.getCause());
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a frame was compressed");
        }
    }

    /** Of the target, or of the compression behind which it waited. */
    private static IOException failure(Throwable failed) {
        if (failed instanceof ExecutionException && failed.getCause() != null) {
            return failure(failed.getCause());
        }
        return failed instanceof IOException known ? known : new IOException("a frame cannot be compressed", failed);
    }

    @Override
    public void close() {
        passing.shutdownNow();
        workers.shutdownNow();
        boolean interrupted = false;
        while (true) {
            try {
                // A compressor may only be let go when nobody works with it, and so what the frames are passed on to.
                if (workers.awaitTermination(1, TimeUnit.SECONDS) && passing.awaitTermination(1, TimeUnit.SECONDS)) {
                    break;
                }
            } catch (InterruptedException wanted) {
                interrupted = true;
            }
        }
        idle.forEach(FrameCodec.Compressor::close);
        idle.clear();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
