package org.p2vworkbench.disks.raid.md;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Extents;

/**
 * The data of a member that is not right everywhere: sectors listed as bad, the part of a spare not filled yet. Those
 * parts fail to read, and the volume computes them from the other members.
 */
final class TrustedParts implements BlockSource {

    private final BlockSource data;
    private final List<BadRange> wrong;

    TrustedParts(BlockSource data, List<BadRange> wrong) {
        this.data = data;
        this.wrong = List.copyOf(wrong);
    }

    @Override
    public String name() {
        return data.name();
    }

    @Override
    public long size() {
        return data.size();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        if (touchesWrong(offset, into.remaining())) {
            throw new DiskFormatException(
                    new DiskAddress(name(), offset),
                    "md has noted that this part does not hold what it should",
                    "Add the missing members: the right bytes can only be computed from them.");
        }
        data.read(offset, into);
    }

    /** What is wrong here may be zero here and something else in the volume. */
    @Override
    public Extents extents(long from, long to) throws IOException {
        return touchesWrong(from, to - from) ? Extents.allData(from, to) : data.extents(from, to);
    }

    private boolean touchesWrong(long offset, long length) {
        return wrong.stream().anyMatch(range -> range.touches(offset, length));
    }

    @Override
    public void close() {
        // The member belongs to whoever opened it.
    }
}
