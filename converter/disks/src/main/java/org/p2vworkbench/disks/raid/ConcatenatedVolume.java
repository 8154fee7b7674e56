package org.p2vworkbench.disks.raid;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extents;

/** Sources one behind the other: md linear, JBOD, spanned volumes. There is no redundancy, so every part must be there. */
public final class ConcatenatedVolume implements BlockSource {

    private final String name;
    private final List<BlockSource> parts;
    /** Where each part begins, and behind them the size of the whole. */
    private final long[] starts;

    public ConcatenatedVolume(String name, List<BlockSource> parts) {
        this.name = name;
        this.parts = List.copyOf(parts);
        this.starts = new long[parts.size() + 1];
        for (int i = 0; i < parts.size(); i++) {
            starts[i + 1] = Math.addExact(starts[i], parts.get(i).size());
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return starts[parts.size()];
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        int end = into.limit();
        long at = offset;
        try {
            for (int part = partAt(offset); into.position() < end; part++) {
                int length = (int) Math.min(end - into.position(), starts[part + 1] - at);
                into.limit(into.position() + length);
                parts.get(part).read(at - starts[part], into);
                at += length;
            }
        } finally {
            into.limit(end);
        }
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        checkRange(from, to - from);
        Extents.Builder runs = new Extents.Builder(from);
        for (int part = partAt(from); runs.end() < to; part++) {
            long until = Math.min(to, starts[part + 1]);
            if (until > runs.end()) {
                runs.addAll(parts.get(part).extents(runs.end() - starts[part], until - starts[part]));
            }
        }
        return runs.build();
    }

    private int partAt(long offset) {
        int part = 0;
        while (part < parts.size() - 1 && starts[part + 1] <= offset) {
            part++;
        }
        return part;
    }

    @Override
    public void close() {
        // The parts belong to whoever opened them.
    }
}
