package org.p2vworkbench.disks.image.vmdk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Extents;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.vmdk.descriptor.Descriptor;
import org.p2vworkbench.disks.image.vmdk.sparse.SparseExtents;

/** A VMware disk: its extents, one after the other. */
final class VmdkImage implements DiskImage {

    private final String name;
    private final Descriptor descriptor;
    private final List<BlockSource> parts;
    private final long[] ends;
    private final SparseExtents sparse;
    private final List<Closeable> owned;
    private final Optional<DiskImage> parent;

    /** @param owned what is closed with it, the parent included */
    VmdkImage(
            String name,
            Descriptor descriptor,
            List<BlockSource> parts,
            SparseExtents sparse,
            List<Closeable> owned,
            Optional<DiskImage> parent) {
        this.name = name;
        this.descriptor = descriptor;
        this.parts = List.copyOf(parts);
        this.sparse = sparse;
        this.owned = List.copyOf(owned);
        this.parent = parent;
        this.ends = new long[parts.size()];
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += parts.get(i).size();
            ends[i] = end;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return ends[ends.length - 1];
    }

    @Override
    public String format() {
        return "vmdk " + descriptor.createType();
    }

    Optional<Long> contentId() throws DiskFormatException {
        return descriptor.contentId();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        long at = offset;
        int limit = into.limit();
        try {
            for (int i = partAt(at); into.position() < limit; i++) {
                int count = (int) Math.min(limit - into.position(), ends[i] - at);
                into.limit(into.position() + count);
                parts.get(i).read(at - start(i), into);
                at += count;
            }
        } finally {
            into.limit(limit);
        }
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        checkRange(from, to - from);
        Extents.Builder runs = new Extents.Builder(from);
        for (int i = partAt(from); runs.end() < to; i++) {
            runs.addAll(parts.get(i).extents(runs.end() - start(i), Math.min(to, ends[i]) - start(i)));
        }
        return runs.build();
    }

    private long start(int part) {
        return part == 0 ? 0 : ends[part - 1];
    }

    /** The first part that ends after {@code offset}; parts may be empty. */
    private int partAt(long offset) {
        int found = Arrays.binarySearch(ends, offset);
        return found < 0 ? -found - 1 : found + 1;
    }

    @Override
    public List<Structure> structures() {
        List<Structure> all = new ArrayList<>(List.of(descriptor.structure()));
        all.addAll(sparse.structures());
        return all;
    }

    @Override
    public Optional<DiskImage> parent() {
        return parent;
    }

    @Override
    public void close() throws IOException {
        closeAll(owned);
    }

    /** Closes each, also after one that fails, and throws what failed first. */
    static void closeAll(List<Closeable> resources) throws IOException {
        IOException first = null;
        for (Closeable resource : resources) {
            try {
                resource.close();
            } catch (IOException failure) {
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
