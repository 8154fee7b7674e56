package org.p2vworkbench.converter.copy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.image.DiskImage;

/** A disk in memory with whatever faults a test gives it. */
public final class FakeDisk implements DiskImage {

    private static final int SECTOR = 512;

    private final byte[] content;
    private final TreeSet<Long> badSectors = new TreeSet<>();
    private final NavigableMap<Long, Long> holes = new TreeMap<>();
    private final AtomicLong readBytes = new AtomicLong();
    private final Map<Long, Integer> slow = new ConcurrentHashMap<>();
    private volatile long goneAfterBytes = Long.MAX_VALUE;
    private volatile IOException failsWith;
    private volatile Runnable beforeRead = () -> {};

    public FakeDisk(byte[] content) {
        this.content = content.clone();
    }

    public FakeDisk withBadSectors(long... sectors) {
        for (long sector : sectors) {
            badSectors.add(sector);
        }
        return this;
    }

    /** Answers that a range is zeros, whatever is there. */
    public FakeDisk withHole(long from, long length) {
        holes.put(from, length);
        return this;
    }

    /** Reads fail with {@code failure} once so many bytes were read. */
    public FakeDisk failingAfter(long bytes, IOException failure) {
        goneAfterBytes = bytes;
        failsWith = failure;
        return this;
    }

    public FakeDisk beforeEachRead(Runnable act) {
        beforeRead = act;
        return this;
    }

    /** Of reads that begin there. */
    public FakeDisk slowTimes(long offset, int times) {
        slow.put(offset, times);
        return this;
    }

    public long readBytes() {
        return readBytes.get();
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        int left = slow.getOrDefault(offset, 0);
        if (left > 0) {
            slow.put(offset, left - 1);
            throw new SlowSourceException("fake disk: slow at 0x%x".formatted(offset));
        }
        checkRange(offset, into.remaining());
        beforeRead.run();
        if (readBytes.get() >= goneAfterBytes) {
            throw failsWith;
        }
        Long bad = badSectors.ceiling(offset / SECTOR);
        if (bad != null && bad * SECTOR < offset + into.remaining()) {
            throw new IOException("Input/output error");
        }
        readBytes.addAndGet(into.remaining());
        into.put(content, (int) offset, into.remaining());
    }

    @Override
    public Extents extents(long from, long to) {
        Extents.Builder runs = new Extents.Builder(from);
        for (var hole : holes.entrySet()) {
            long start = Math.max(from, hole.getKey());
            long end = Math.min(to, hole.getKey() + hole.getValue());
            if (start < end) {
                runs.add(start - runs.end(), Extent.Kind.DATA).add(end - start, Extent.Kind.ZERO);
            }
        }
        return runs.add(to - runs.end(), Extent.Kind.DATA).build();
    }

    @Override
    public String format() {
        return "fake";
    }

    @Override
    public List<Structure> structures() {
        return List.of();
    }

    @Override
    public void close() {}
}
