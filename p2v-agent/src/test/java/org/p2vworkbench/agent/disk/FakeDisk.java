package org.p2vworkbench.agent.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A disk with troubles that a test gives it. */
public final class FakeDisk implements DiskBytes {

    private final byte[] bytes;
    private final int unitBytes;
    private final Map<Long, Integer> failuresLeft = new HashMap<>();
    private volatile boolean gone;
    private volatile long sizeBytes;
    private volatile long hangsAt = -1;
    private final CountDownLatch wakes = new CountDownLatch(1);

    public FakeDisk(int sizeBytes, int unitBytes) {
        bytes = new byte[sizeBytes];
        new Random(sizeBytes).nextBytes(bytes);
        this.unitBytes = unitBytes;
        this.sizeBytes = sizeBytes;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** The unit there cannot be read, so many times. */
    public synchronized FakeDisk bad(long offset, int times) {
        failuresLeft.put(offset / unitBytes, times);
        return this;
    }

    public FakeDisk bad(long offset) {
        return bad(offset, Integer.MAX_VALUE);
    }

    /** Whoever reads there waits until {@link #wake}. */
    public FakeDisk hangsAt(long offset) {
        hangsAt = offset;
        return this;
    }

    public void wake() {
        hangsAt = -1;
        wakes.countDown();
    }

    public void vanish() {
        gone = true;
    }

    public void resize(long newSizeBytes) {
        sizeBytes = newSizeBytes;
    }

    public Candidate candidate(String name) {
        return new Candidate(name, "/dev/" + name, "Fake", "F" + name, "", 512, unitBytes, Set.of(), false, () -> this);
    }

    @Override
    public String name() {
        return "/dev/fake";
    }

    @Override
    public long sizeBytes() throws IOException {
        return sizeBytes;
    }

    @Override
    public int unitBytes() {
        return unitBytes;
    }

    @Override
    public boolean present() {
        return !gone;
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        if (at <= hangsAt && hangsAt < at + into.remaining()) {
            hang();
        }
        if (gone) {
            throw new IOException("No such device");
        }
        if (at >= sizeBytes) {
            return -1;
        }
        int count = (int) Math.min(into.remaining(), sizeBytes - at);
        failWhereBad(at, count);
        into.put(bytes, (int) at, count);
        return count;
    }

    private void hang() throws IOException {
        try {
            wakes.await();
        } catch (InterruptedException impossible) {
            throw new IOException(impossible);
        }
    }

    private synchronized void failWhereBad(long at, int count) throws IOException {
        for (long unit = at / unitBytes; unit * unitBytes < at + count; unit++) {
            int left = failuresLeft.getOrDefault(unit, 0);
            if (left > 0) {
                failuresLeft.put(unit, left - 1);
                throw new IOException("Input/output error");
            }
        }
    }

    @Override
    public void close() {}
}
