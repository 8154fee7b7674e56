package org.p2vworkbench.converter.nbdexport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;

/** A disk of noise with holes it knows about, and with a place that cannot be read if so wished. */
final class HolesDisk implements BlockSource {

    static final int BLOCK_BYTES = 64 << 10;

    final byte[] content;
    final AtomicLong bytesRead = new AtomicLong();
    private final long unreadableAt;

    private HolesDisk(byte[] content, long unreadableAt) {
        this.content = content;
        this.unreadableAt = unreadableAt;
    }

    /** Of three blocks, the second and third are a hole. */
    static HolesDisk of(int bytes) {
        return unreadableAt(bytes, Long.MAX_VALUE);
    }

    static HolesDisk unreadableAt(int bytes, long offset) {
        byte[] content = new byte[bytes];
        new Random(11).nextBytes(content);
        for (int at = 0; at < bytes; at++) {
            if (isHole(at)) {
                content[at] = 0;
            }
        }
        return new HolesDisk(content, offset);
    }

    private static boolean isHole(long at) {
        return at / BLOCK_BYTES % 3 != 0;
    }

    @Override
    public String name() {
        return "holes";
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        if (offset <= unreadableAt && unreadableAt < offset + into.remaining()) {
            throw new IOException("holes @ 0x%x: bad sector".formatted(unreadableAt));
        }
        bytesRead.addAndGet(into.remaining());
        into.put(content, (int) offset, into.remaining());
    }

    @Override
    public Extents extents(long from, long to) {
        checkRange(from, to - from);
        Extents.Builder runs = new Extents.Builder(from);
        for (long at = from; at < to; ) {
            long end = Math.min(to, (at / BLOCK_BYTES + 1) * BLOCK_BYTES);
            runs.add(end - at, isHole(at) ? Extent.Kind.ZERO : Extent.Kind.DATA);
            at = end;
        }
        return runs.build();
    }

    @Override
    public void close() {
        // Bytes at hand.
    }
}
