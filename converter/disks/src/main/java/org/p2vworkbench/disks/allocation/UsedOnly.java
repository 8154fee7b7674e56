package org.p2vworkbench.disks.allocation;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.Zeros;

/** A volume with what is not in use blanked: it reads as zeros and is told as such, so that a copy skips it. */
public final class UsedOnly implements BlockSource {

    private final BlockSource volume;
    private final AllocationMap map;

    public UsedOnly(BlockSource volume, AllocationMap map) {
        this.volume = volume;
        this.map = map;
    }

    @Override
    public String name() {
        return volume.name();
    }

    @Override
    public long size() {
        return volume.size();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        int start = into.position();
        int limit = into.limit();
        for (Extent run : map.used(offset, offset + into.remaining())) {
            into.limit(start + Math.toIntExact(run.end() - offset));
            if (run.isZero()) {
                Zeros.fill(into);
            } else {
                volume.read(run.offset(), into);
            }
        }
        into.limit(limit);
    }

    /** Zeros where nothing is in use, and the volume's own word where something is. */
    @Override
    public Extents extents(long from, long to) throws IOException {
        checkRange(from, to - from);
        Extents.Builder runs = new Extents.Builder(from);
        for (Extent run : map.used(from, to)) {
            if (run.isZero()) {
                runs.add(run.length(), Extent.Kind.ZERO);
            } else {
                runs.addAll(volume.extents(run.offset(), run.end()));
            }
        }
        return runs.build();
    }

    @Override
    public void close() throws IOException {
        volume.close();
    }
}
