package org.p2vworkbench.disks.image.qcow2;

import java.io.IOException;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * From guest offsets to what the tables say of them (qcow2.txt, "Cluster mapping" and "Extended L2 Entries"), as runs.
 *
 * <pre>
 *   guest offset  | L1 index | L2 index | within the cluster |
 *                      │          │
 *   L1 table ──────────┴─► L2 table ┴─► entry: unallocated, zero, host offset, or compressed descriptor
 * </pre>
 *
 * An L1 entry without a table answers for its whole region at once, so a walk costs what is allocated.
 */
final class ClusterMap {

    /** What a run of guest bytes is. */
    enum Kind {
        /** Nobody wrote here: the backing file's bytes, or zeros. */
        UNALLOCATED,
        ZERO,
        /** Stored as they are at the run's host offset. */
        DATA,
        /** Part of one compressed cluster; the host "offset" is its whole L2 entry. */
        COMPRESSED
    }

    /** Told of runs in order, without gap; neighbours are joined where they can be read at once. */
    interface Visitor {
        void run(Kind kind, long guest, long length, long host) throws IOException;
    }

    private static final long ALL_SUBCLUSTERS = 0xffff_ffffL;
    private static final int SUBCLUSTERS = 32;

    private final Qcow2Header header;
    private final BlockSource file;
    private final BlockSource host;
    private final TablePages tables;
    private final L1Table l1;
    private final int clusterBytes;
    private final boolean extended;
    private final boolean external;

    /** @param host where data clusters are: the image file itself, or its external data file */
    ClusterMap(Qcow2Header header, BlockSource file, BlockSource host, TablePages tables, L1Table l1) {
        this.header = header;
        this.file = file;
        this.host = host;
        this.tables = tables;
        this.l1 = l1;
        this.clusterBytes = header.clusterBytes();
        this.extended = header.has(Qcow2Format.INCOMPATIBLE_EXTENDED_L2);
        this.external = header.has(Qcow2Format.INCOMPATIBLE_DATA_FILE);
    }

    /** Tells {@code visitor} of {@code from} to {@code to}, which lie within the disk. */
    void walk(long from, long to, Visitor visitor) throws IOException {
        Walk walk = new Walk(visitor, from);
        int regionBits = header.clusterBits() + header.l2EntryBits();
        while (walk.at < to) {
            long table = walk.l1Cursor.entry(l1.entryOffset(walk.at >>> regionBits)) & Qcow2Format.OFFSET_MASK;
            long left = (1L << regionBits) - (walk.at & (1L << regionBits) - 1);
            long length = Math.min(left, to - walk.at);
            if (table == 0) {
                walk.add(Kind.UNALLOCATED, length, 0);
            } else {
                walk.region(table, walk.at + length);
            }
        }
        walk.flush();
    }

    /** One walk: where it is, the tables it holds, the run it is growing. */
    private final class Walk {

        private final Visitor visitor;
        private final TablePages.Cursor l1Cursor = tables.cursor();
        private final TablePages.Cursor l2Cursor = tables.cursor();
        private long at;
        private Kind kind = Kind.UNALLOCATED;
        private long runHost;
        private long runLength;

        private Walk(Visitor visitor, long from) {
            this.visitor = visitor;
            this.at = from;
        }

        /** The clusters of one L2 table. */
        private void region(long table, long to) throws IOException {
            int entryBytes = extended ? 2 * Long.BYTES : Long.BYTES;
            long indexMask = (1L << header.l2EntryBits()) - 1;
            while (at < to) {
                long entryAt = table + (at >>> header.clusterBits() & indexMask) * entryBytes;
                long entry = l2Cursor.entry(entryAt);
                int within = (int) (at & clusterBytes - 1);
                int length = (int) Math.min(clusterBytes - within, to - at);
                if ((entry & Qcow2Format.COMPRESSED) != 0) {
                    compressed(entry, length, entryAt);
                } else if (extended) {
                    subclusters(entry, l2Cursor.entry(entryAt + Long.BYTES), within, length, entryAt);
                } else {
                    cluster(entry, within, length, entryAt);
                }
            }
        }

        private void compressed(long entry, int length, long entryAt) throws IOException {
            if (external) {
                throw damaged(entryAt, "a compressed cluster in an image with an external data file");
            }
            add(Kind.COMPRESSED, length, entry);
        }

        private void cluster(long entry, int within, int length, long entryAt) throws IOException {
            if ((entry & Qcow2Format.ZERO) != 0) {
                if (header.version() < 3) {
                    throw damaged(entryAt, "a zero cluster, which version 2 does not have");
                }
                add(Kind.ZERO, length, 0);
            } else if (isAllocated(entry)) {
                data(entry, within, length, entryAt);
            } else {
                add(Kind.UNALLOCATED, length, 0);
            }
        }

        private void subclusters(long entry, long bitmap, int within, int length, long entryAt) throws IOException {
            long allocated = bitmap & ALL_SUBCLUSTERS;
            long zero = bitmap >>> SUBCLUSTERS;
            if ((allocated & zero) != 0) {
                throw damaged(entryAt + 8, "a subcluster is both allocated and zero: 0x%016x".formatted(bitmap));
            }
            if (allocated != 0 && !isAllocated(entry)) {
                throw damaged(entryAt, "subclusters are allocated, their cluster is not: 0x%016x".formatted(bitmap));
            }
            int subclusterBytes = clusterBytes / SUBCLUSTERS;
            int end = within + length;
            for (int from = within; from < end; ) {
                int index = from / subclusterBytes;
                int part = Math.min((index + 1) * subclusterBytes, end) - from;
                if ((allocated >>> index & 1) != 0) {
                    data(entry, from, part, entryAt);
                } else {
                    add((zero >>> index & 1) != 0 ? Kind.ZERO : Kind.UNALLOCATED, part, 0);
                }
                from += part;
            }
        }

        private void data(long entry, int within, int length, long entryAt) throws IOException {
            long cluster = entry & Qcow2Format.OFFSET_MASK;
            if ((cluster & clusterBytes - 1) != 0) {
                throw damaged(entryAt, "a cluster at 0x%x, not at a multiple of its size".formatted(cluster));
            }
            if (external && cluster != at - (at & clusterBytes - 1)) {
                throw damaged(
                        entryAt,
                        "external data of guest offset 0x%x is said to be at 0x%x, it must be at the same offset"
                                .formatted(at - (at & clusterBytes - 1), cluster));
            }
            if (cluster + within > host.size() - length) {
                throw damaged(
                        entryAt,
                        "a cluster at 0x%x, the file %s ends at 0x%x".formatted(cluster, host.name(), host.size()));
            }
            add(Kind.DATA, length, cluster + within);
        }

        private void add(Kind next, long length, long nextHost) throws IOException {
            boolean joins =
                    next == kind && kind != Kind.COMPRESSED && (kind != Kind.DATA || runHost + runLength == nextHost);
            if (!joins) {
                flush();
                kind = next;
                runHost = nextHost;
            }
            runLength += length;
            at += length;
        }

        private void flush() throws IOException {
            if (runLength > 0) {
                visitor.run(kind, at - runLength, runLength, runHost);
                runLength = 0;
            }
        }
    }

    /** Only an external data file can have a cluster at offset 0; bit 63 then tells it from none. */
    private boolean isAllocated(long entry) {
        return (entry & Qcow2Format.OFFSET_MASK) != 0 || external && (entry & Qcow2Format.COPIED) != 0;
    }

    private DiskFormatException damaged(long entryAt, String what) {
        return new DiskFormatException(
                new DiskAddress(file.name(), entryAt),
                "the L2 entry says: " + what,
                "The image is cut short or damaged; copy it again, or run 'qemu-img check' on a copy of it.");
    }
}
