package org.p2vworkbench.disks.partclone;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The windows unpacked last, of all volumes of a disk. Those that were read whole go first: nobody is late for them.
 */
public final class RecentWindows {

    /** More than a copy has threads, as a rule. */
    static final int MOST = 24;

    private final List<Window> windows = new ArrayList<>();

    /** The bytes of a window if it is here, and notes that so much of it was read. */
    synchronized byte[] take(Object volume, long number, int bytes) {
        for (Window window : windows) {
            if (window.volume == volume && window.number == number) {
                window.readBytes += bytes;
                return window.bytes;
            }
        }
        return null;
    }

    synchronized void add(Object volume, long number, byte[] bytes, int readBytes) {
        if (windows.size() == MOST) {
            evict();
        }
        windows.add(new Window(volume, number, bytes, readBytes));
    }

    /** A volume that was closed needs none any more. */
    synchronized void forget(Object volume) {
        windows.removeIf(window -> window.volume == volume);
    }

    private void evict() {
        for (Iterator<Window> each = windows.iterator(); each.hasNext(); ) {
            Window window = each.next();
            if (window.readBytes >= window.bytes.length) {
                each.remove();
                return;
            }
        }
        windows.remove(0);
    }

    private static final class Window {

        private final Object volume;
        private final long number;
        private final byte[] bytes;
        private long readBytes;

        Window(Object volume, long number, byte[] bytes, long readBytes) {
            this.volume = volume;
            this.number = number;
            this.bytes = bytes;
            this.readBytes = readBytes;
        }
    }
}
