package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.converter.copy.HashedSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.allocation.AllocationMap;
import org.p2vworkbench.disks.allocation.UsedOnly;

/** What is used of a disk whose bytes come with hashes. */
final class UsedOfHashed implements HashedSource {

    private final HashedSource disk;
    private final AllocationMap map;
    private final UsedOnly used;

    UsedOfHashed(HashedSource disk, AllocationMap map) {
        this.disk = disk;
        this.map = map;
        used = new UsedOnly(disk, map);
    }

    @Override
    public String name() {
        return used.name();
    }

    @Override
    public long size() {
        return used.size();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        used.read(offset, into);
    }

    @Override
    public Optional<byte[]> readHashed(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        Extents runs = map.used(offset, offset + into.remaining());
        if (runs.dataBytes() == into.remaining()) {
            return disk.readHashed(offset, into);
        }
        List<Extent> parts = new ArrayList<>();
        for (Extent run : runs) {
            if (!run.isZero()) {
                parts.add(run);
            }
        }
        if (!parts.isEmpty()) {
            int start = into.position();
            Optional<byte[]> hash = disk.readUsed(parts, offset, into);
            if (hash.isPresent()) {
                return hash;
            }
            into.position(start);
        }
        used.read(offset, into);
        return Optional.empty();
    }

    @Override
    public Optional<Map<Long, byte[]>> hashes(List<Extent> parts, int chunkBytes) throws IOException {
        return disk.hashes(parts, chunkBytes);
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        return used.extents(from, to);
    }

    @Override
    public void close() throws IOException {
        used.close();
    }
}
