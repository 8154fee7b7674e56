package org.p2vworkbench.disks.raid;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extents;

/** RAID 1: the same bytes on every member. Read from the first there is; the next one stands in where it fails. */
public final class MirroredVolume implements BlockSource {

    private final String name;
    private final Members members;
    private final int[] present;
    private final long size;

    public MirroredVolume(String name, List<Optional<BlockSource>> members, long sizeBytes) {
        this.name = name;
        this.members = new Members(name, members);
        this.present =
                IntStream.range(0, members.size()).filter(this.members::has).toArray();
        this.size = sizeBytes;
        for (int slot : present) {
            this.members.requireAtLeast(slot, sizeBytes);
        }
    }

    public boolean readable() {
        return present.length > 0;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        IOException failure = null;
        for (int slot : present) {
            try {
                members.read(slot, offset, into.slice());
                into.position(into.limit());
                return;
            } catch (IOException next) {
                failure = Failures.join(failure, next);
            }
        }
        throw failure == null ? members.unreadable(offset) : failure;
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        checkRange(from, to - from);
        return readable() ? members.member(present[0]).orElseThrow().extents(from, to) : Extents.allData(from, to);
    }

    @Override
    public void close() {
        // The members belong to whoever opened them.
    }
}
