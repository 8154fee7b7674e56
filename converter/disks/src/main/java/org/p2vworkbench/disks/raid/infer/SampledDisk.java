package org.p2vworkbench.disks.raid.infer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Zeros;
import org.p2vworkbench.disks.raid.judge.Window;

/**
 * A disk of which every page is read at most once and kept, and of which no more than an allowance is read. Members are
 * disks on slow links as often as files.
 */
final class SampledDisk implements BlockSource {

    static final int PAGE = 4096;
    private static final int WINDOW_PAGES = 64;
    private static final byte[] EMPTY = new byte[PAGE];

    private final BlockSource disk;
    private final long allowanceBytes;
    private final TreeMap<Long, byte[]> pages = new TreeMap<>();
    private long readBytes;

    SampledDisk(BlockSource disk, long allowanceBytes) {
        this.disk = disk;
        this.allowanceBytes = allowanceBytes;
    }

    @Override
    public String name() {
        return disk.name();
    }

    @Override
    public long size() {
        return disk.size();
    }

    /** Whether what lies there was read and kept. */
    synchronized boolean has(long offset) {
        return pages.containsKey(offset / PAGE);
    }

    /** Some bytes within a page, as far as it was read; zeros where it was not. */
    synchronized byte[] kept(long offset, int length) {
        byte[] page = pages.getOrDefault(offset / PAGE, EMPTY);
        int within = (int) (offset % PAGE);
        return Arrays.copyOf(Arrays.copyOfRange(page, within, Math.min(PAGE, within + length)), length);
    }

    long readBytes() {
        return readBytes;
    }

    long leftBytes() {
        return allowanceBytes - readBytes;
    }

    /** Reads a range ahead of its use, in runs as long as they can be; what lies beyond the disk is left out. */
    synchronized void fetch(long from, long length) throws IOException {
        long first = Math.max(0, from) / PAGE;
        long end = (Math.min(size(), from + length) + PAGE - 1) / PAGE;
        while (first < end) {
            if (pages.containsKey(first)) {
                first++;
                continue;
            }
            long next = first;
            while (next < end && next - first < WINDOW_PAGES && !pages.containsKey(next)) {
                next++;
            }
            load(first, next);
            first = next;
        }
    }

    private void load(long first, long end) throws IOException {
        int length = (int) (Math.min(size(), end * PAGE) - first * PAGE);
        if (length > leftBytes()) {
            throw new AllowanceSpentException(name(), allowanceBytes);
        }
        readBytes += length;
        ByteBuffer into = ByteBuffer.allocate(length);
        disk.read(first * PAGE, into);
        for (int at = 0; at < length; at += PAGE) {
            int bytes = Math.min(PAGE, length - at);
            byte[] page = EMPTY;
            if (!Zeros.only(into.array(), at, bytes)) {
                page = new byte[PAGE];
                System.arraycopy(into.array(), at, page, 0, bytes);
            }
            pages.put(first + at / PAGE, page);
        }
    }

    @Override
    public synchronized void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        fetch(offset, into.remaining());
        long at = offset;
        while (into.hasRemaining()) {
            byte[] page = pages.get(at / PAGE);
            int within = (int) (at % PAGE);
            int run = Math.min(PAGE - within, into.remaining());
            into.put(page, within, run);
            at += run;
        }
    }

    /**
     * Everything read so far that is not zero, in windows. A window reaches a page into the next one, so that what
     * straddles the border is whole in one of them.
     */
    List<Window> windows() {
        return windows(pages.navigableKeySet(), false);
    }

    /** Where all of these disks were read, in windows whose bytes do not matter. */
    List<Window> commonWindows(List<SampledDisk> disks) {
        TreeSet<Long> common = new TreeSet<>(pages.keySet());
        disks.forEach(disk -> common.retainAll(disk.pages.keySet()));
        return windows(common, true);
    }

    private synchronized List<Window> windows(NavigableSet<Long> which, boolean evenEmpty) {
        List<Window> windows = new ArrayList<>();
        long first = -1;
        long end = -1;
        for (long page : which) {
            if (page != end || page - first >= WINDOW_PAGES) {
                addWindow(windows, first, end, which, evenEmpty);
                first = page;
            }
            end = page + 1;
        }
        addWindow(windows, first, end, which, evenEmpty);
        return windows;
    }

    /** Adds what this disk has from an offset on, over GF(2). */
    void addTo(byte[] sum, long offset) {
        for (int at = 0; at < sum.length; at += PAGE) {
            byte[] page = pages.get((offset + at) / PAGE);
            for (int i = 0; i < PAGE && page != EMPTY; i++) {
                sum[at + i] ^= page[i];
            }
        }
    }

    private void addWindow(List<Window> windows, long first, long end, NavigableSet<Long> which, boolean evenEmpty) {
        if (first < 0) {
            return;
        }
        int count = (int) (end - first) + (which.contains(end) ? 1 : 0);
        byte[] bytes = new byte[count * PAGE];
        boolean empty = !evenEmpty;
        for (int i = 0; i < count; i++) {
            byte[] page = pages.get(first + i);
            empty &= page == EMPTY;
            System.arraycopy(page, 0, bytes, i * PAGE, PAGE);
        }
        if (!empty) {
            windows.add(new Window(first * PAGE, bytes));
        }
    }

    @Override
    public void close() {
        // The disk belongs to whoever opened it.
    }
}
