package org.p2vworkbench.disks.image.blocks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.Extents;

/** The virtual disk that a block map, an image file and perhaps a parent make up. Owns the file and the parent. */
public final class MappedDisk implements BlockSource {

    private static final byte[] ZEROS = new byte[64 * 1024];

    private final BlockSource file;
    private final long size;
    private final BlockMap map;
    private final Optional<? extends BlockSource> parent;

    public MappedDisk(BlockSource file, long size, BlockMap map, Optional<? extends BlockSource> parent) {
        this.file = file;
        this.size = size;
        this.map = map;
        this.parent = parent;
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        int limit = into.limit();
        long end = offset + into.remaining();
        try {
            long at = offset;
            while (at < end) {
                Run run = longestRunAt(at, end);
                into.limit(into.position() + (int) run.length());
                readRun(run, at, into);
                at += run.length();
            }
        } finally {
            into.limit(limit);
        }
    }

    private void readRun(Run run, long at, ByteBuffer into) throws IOException {
        switch (run.kind()) {
            case STORED -> file.read(run.storedAt(), into);
            case ZERO -> putZeros(into);
            case PARENT -> readParent(at, into);
        }
    }

    /** A parent may be smaller than its child; beyond its end the child is empty. */
    private void readParent(long at, ByteBuffer into) throws IOException {
        long inParent = inParent(at, into.remaining());
        if (inParent > 0) {
            int limit = into.limit();
            into.limit(into.position() + (int) inParent);
            parent.orElseThrow().read(at, into);
            into.limit(limit);
        }
        putZeros(into);
    }

    private long inParent(long at, long length) {
        return parent.isEmpty() ? 0 : Math.max(0, Math.min(length, parent.get().size() - at));
    }

    private static void putZeros(ByteBuffer into) {
        while (into.hasRemaining()) {
            into.put(ZEROS, 0, Math.min(ZEROS.length, into.remaining()));
        }
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        checkRange(from, to - from);
        Extents.Builder runs = new Extents.Builder(from);
        while (runs.end() < to) {
            addRun(runs, longestRunAt(runs.end(), to));
        }
        return runs.build();
    }

    private void addRun(Extents.Builder runs, Run run) throws IOException {
        switch (run.kind()) {
            case STORED -> runs.addAll(file.extents(run.storedAt(), run.storedAt() + run.length()));
            case ZERO -> runs.add(run.length(), Extent.Kind.ZERO);
            case PARENT -> addParent(runs, run.length());
        }
    }

    private void addParent(Extents.Builder runs, long length) throws IOException {
        long inParent = inParent(runs.end(), length);
        if (inParent > 0) {
            runs.addAll(parent.orElseThrow().extents(runs.end(), runs.end() + inParent));
        }
        runs.add(length - inParent, Extent.Kind.ZERO);
    }

    /** Blocks that follow one another in the file are read at once. */
    private Run longestRunAt(long offset, long limit) throws IOException {
        Run run = map.runAt(offset, limit);
        while (offset + run.length() < limit) {
            Run next = map.runAt(offset + run.length(), limit);
            if (!run.continuesWith(next)) {
                break;
            }
            run = run.extendedBy(next);
        }
        return run;
    }

    @Override
    public void close() throws IOException {
        try (file) {
            if (parent.isPresent()) {
                parent.get().close();
            }
        }
    }
}
