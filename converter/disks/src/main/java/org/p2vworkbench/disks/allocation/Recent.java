package org.p2vworkbench.disks.allocation;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was read last, by where it lies. Reading happens outside the lock: two threads may read the same thing twice. */
public final class Recent<T> {

    private final Map<Long, T> kept;

    public Recent(int most) {
        this.kept = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, T> eldest) {
                return size() > most;
            }
        };
    }

    public T at(long place, Source<T> source) throws IOException {
        synchronized (kept) {
            T found = kept.get(place);
            if (found != null) {
                return found;
            }
        }
        T read = source.read();
        synchronized (kept) {
            kept.put(place, read);
        }
        return read;
    }

    /** Reads what is not kept. */
    public interface Source<T> {
        T read() throws IOException;
    }
}
