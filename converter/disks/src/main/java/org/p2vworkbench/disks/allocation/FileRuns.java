package org.p2vworkbench.disks.allocation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * A file of a filesystem as a source of its own: the runs of clusters it is scattered over, in order. None of the files
 * that tables are kept in has holes. Closing it closes nothing.
 */
public final class FileRuns implements BlockSource {

    private final String name;
    private final BlockSource volume;
    private final long size;
    private final TreeMap<Long, Run> runs;

    /** Bytes of the volume. */
    public record Run(long at, long length) {}

    private FileRuns(String name, BlockSource volume, long size, TreeMap<Long, Run> runs) {
        this.name = name;
        this.volume = volume;
        this.size = size;
        this.runs = runs;
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
        int limit = into.limit();
        long at = offset;
        while (into.hasRemaining()) {
            Map.Entry<Long, Run> found = runs.floorEntry(at);
            long skipped = at - found.getKey();
            int length = (int) Math.min(into.remaining(), found.getValue().length() - skipped);
            into.limit(into.position() + length);
            volume.read(found.getValue().at() + skipped, into);
            into.limit(limit);
            at += length;
        }
    }

    /** Where the file lies, in its own order. */
    public List<Run> runs() {
        return new ArrayList<>(runs.values());
    }

    @Override
    public void close() {
        // The volume belongs to whoever opened it.
    }

    /** Puts runs one after another. */
    public static final class Builder {

        /** A table in more pieces than this is not of a filesystem that ever worked; NTFS itself stops at 1.5 million. */
        private static final int MOST_RUNS = 1 << 20;

        private final String name;
        private final BlockSource volume;
        private final TreeMap<Long, Run> runs = new TreeMap<>();
        private long end;

        public Builder(String name, BlockSource volume) {
            this.name = name;
            this.volume = volume;
        }

        public Builder add(long at, long length) throws DiskFormatException {
            if (at < 0 || length <= 0 || at > volume.size() - length) {
                throw damaged(
                        at,
                        "%s has a run of %d bytes here, which does not lie within the volume's %d bytes"
                                .formatted(name, length, volume.size()));
            }
            Map.Entry<Long, Run> last = runs.lastEntry();
            if (last != null && last.getValue().at() + last.getValue().length() == at) {
                runs.put(
                        last.getKey(),
                        new Run(last.getValue().at(), last.getValue().length() + length));
            } else if (runs.size() == MOST_RUNS) {
                throw damaged(at, "%s is in more than %d pieces".formatted(name, MOST_RUNS));
            } else {
                runs.put(end, new Run(at, length));
            }
            if (end > Long.MAX_VALUE - length) {
                throw damaged(at, "%s is longer than any file".formatted(name));
            }
            end += length;
            return this;
        }

        /** How long the runs so far are. */
        public long length() {
            return end;
        }

        /** The file of {@code size} bytes, which its runs must hold. */
        public FileRuns build(long size) throws DiskFormatException {
            if (size < 0 || size > end) {
                throw damaged(0, "%s has %d bytes, its runs hold %d".formatted(name, size, end));
            }
            return new FileRuns(name, volume, size, runs);
        }

        private DiskFormatException damaged(long at, String what) {
            return new DiskFormatException(
                    new DiskAddress(volume.name(), at), what, "Check the filesystem, or copy all its blocks.");
        }
    }
}
