package org.p2vworkbench.disks.partclone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.Zeros;

/**
 * A saved volume as a source. Its stream has one direction, so this is made for a copy that goes from front to back:
 *
 * <ul>
 *   <li>Whoever wants a window that is not unpacked yet unpacks up to it, while the others wait or work on theirs. The
 *       last windows are kept for readers that are a little late, those that nobody has read yet longest.
 *   <li>A reader that comes later than that has the stream begin anew. What happens again and again is no accident but
 *       random access: from then on, all that passes is kept in a temporary file, and is unpacked once more at most.
 * </ul>
 */
public final class StreamedVolume implements BlockSource {

    static final int WINDOW_BYTES = 1 << 20;

    /** A restart may happen to a copy, when a thread sleeps long; a file system driver makes one of every other read. */
    private static final int RESTARTS_BEFORE_KEEPING = 2;

    private final String name;
    private final SavedVolume volume;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final RecentWindows recent;
    private VolumeStream stream;
    private long nextWindow;
    private int restarts;
    private KeptWindows kept;
    private boolean closed;

    /** @param volume which is closed with this @param recent shared with the other volumes of a disk */
    public StreamedVolume(String name, SavedVolume volume, RecentWindows recent) {
        this.recent = recent;
        this.name = name;
        this.volume = volume;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return volume.size();
    }

    public SavedVolume volume() {
        return volume;
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        checkRange(from, to - from);
        return volume.extents(from, to);
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        long at = offset;
        int end = into.limit();
        while (into.position() < end) {
            long window = at / WINDOW_BYTES;
            int piece = (int) Math.min(end - into.position(), (window + 1) * WINDOW_BYTES - at);
            if (holdsData(at, piece)) {
                into.put(window(window, piece), (int) (at - window * WINDOW_BYTES), piece);
            } else {
                into.limit(into.position() + piece);
                Zeros.fill(into);
                into.limit(end);
            }
            at += piece;
        }
    }

    private boolean holdsData(long from, long length) throws IOException {
        for (Extent run : volume.extents(from, from + length)) {
            if (!run.isZero()) {
                return true;
            }
        }
        return false;
    }

    private byte[] window(long number, int wanted) throws IOException {
        lock.lock();
        try {
            byte[] found = recent.take(this, number, wanted);
            if (found == null && kept != null && number < kept.end()) {
                found = kept.read(number, lengthOf(number));
                recent.add(this, number, found, wanted);
            }
            if (found == null) {
                found = unpackTo(number);
                recent.take(this, number, wanted);
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    private byte[] unpackTo(long number) throws IOException {
        if (closed) {
            throw new IOException(name + " was closed");
        }
        if (stream == null || number < nextWindow) {
            restart();
        }
        byte[] window = null;
        try {
            while (nextWindow <= number) {
                window = new byte[lengthOf(nextWindow)];
                stream.read(window, 0, window.length);
                if (kept != null) {
                    kept.add(window);
                }
                if (nextWindow == number || holdsData(nextWindow * WINDOW_BYTES, window.length)) {
                    recent.add(this, nextWindow, window, 0);
                }
                nextWindow++;
            }
        } catch (IOException failed) {
            // Where it stands after a failure is not known; whoever comes next begins anew and fails in the same place.
            stop();
            throw failed;
        }
        return window;
    }

    private void restart() throws IOException {
        boolean again = nextWindow > 0;
        stop();
        if (again && ++restarts > RESTARTS_BEFORE_KEEPING && kept == null) {
            kept = new KeptWindows(WINDOW_BYTES);
        }
        stream = volume.stream();
        if (kept != null) {
            kept.clear();
        }
    }

    private void stop() throws IOException {
        nextWindow = 0;
        if (stream != null) {
            VolumeStream ended = stream;
            stream = null;
            ended.close();
        }
    }

    private int lengthOf(long number) {
        return (int) Math.min(WINDOW_BYTES, volume.size() - number * WINDOW_BYTES);
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            recent.forget(this);
            stop();
            if (kept != null) {
                kept.close();
            }
            volume.close();
        } finally {
            lock.unlock();
        }
    }
}
