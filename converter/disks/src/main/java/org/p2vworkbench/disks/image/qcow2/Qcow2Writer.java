package org.p2vworkbench.disks.image.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.p2vworkbench.disks.sink.DiskSink;
import org.p2vworkbench.disks.sink.PartFile;

/**
 * Writes a qcow2 version 3 image as its bytes arrive.
 *
 * <p>Design. Threads compress on their own ({@link ClusterPacker}), take a place under one short lock
 * ({@link ClusterAllocator}), and write to it outside the lock. The file only grows at its end and data lies in the
 * order of arrival, which is what a disk likes best. Tables are written once, when they are complete or at the end.
 *
 * <p>Resuming needs the places of what is durable and nothing else. They follow from the order of placing, so the
 * journal notes the shapes in that order ({@link WriterJournal}). {@link #mark} ends the list, which is why no write may
 * be half done then; {@link #force} syncs the image; {@link #commit} appends the list to the journal. A later run places
 * the noted shapes again, cuts the file off behind them and goes on.
 */
public final class Qcow2Writer implements DiskSink {

    /** qemu counts sectors and would cut off a last one that is not whole; rounding up adds zeros, as qemu-img does. */
    private static final long SECTOR = 512;

    /** A multiple of every size of cluster. */
    private static final int ZERO_PIECE_BYTES = 2 << 20;

    private final PartFile names;
    private final long diskBytes;
    private final Qcow2Options options;
    private final Qcow2Layout layout;
    private final FileChannel channel;
    private final ImageFile file;
    private final ClusterAllocator allocator;
    private final WriterJournal journal;
    private final BitSet heldClusters = new BitSet();
    private final Queue<ClusterPacker> idlePackers = new ConcurrentLinkedQueue<>();

    private Qcow2Writer(PartFile names, long diskBytes, Qcow2Options options) throws IOException {
        this.names = names;
        this.diskBytes = diskBytes;
        this.options = options;
        layout = Qcow2Layout.of(diskBytes, options);
        journal = WriterJournal.open(names.journal(), diskBytes, options);
        try {
            channel = names.open();
        } catch (IOException | RuntimeException failure) {
            journal.close();
            throw failure;
        }
        try {
            file = new ImageFile(channel, options.clusterBytes());
            allocator = new ClusterAllocator(layout, file);
            if (!journal.isAbout()) {
                // Tables leave holes where they have no entries, so nothing of another image may show through.
                channel.truncate(0);
            }
            journal.replay(this::placeAgain);
            channel.truncate(allocator.fileBytes());
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /** A new image, or the part of one with the same options that an earlier run left. */
    public static Qcow2Writer open(Path target, long diskBytes, Qcow2Options options) throws IOException {
        return new Qcow2Writer(new PartFile(target), diskBytes, options);
    }

    private void placeAgain(ChunkShape shape) throws IOException {
        allocator.place(shape);
        heldClusters.set((int) shape.firstCluster());
    }

    @Override
    public String name() {
        return names.target().toString();
    }

    @Override
    public int granularityBytes() {
        return options.clusterBytes();
    }

    @Override
    public boolean holds(long offset) {
        return heldClusters.get((int) (offset / options.clusterBytes()));
    }

    @Override
    public void write(long offset, byte[] bytes, int from, int length) throws IOException {
        if (offset % options.clusterBytes() != 0 || offset + length > diskBytes) {
            throw new IndexOutOfBoundsException("%d bytes at 0x%x of a disk of %d bytes in clusters of %d"
                    .formatted(length, offset, diskBytes, options.clusterBytes()));
        }
        ClusterPacker idle = idlePackers.poll();
        ClusterPacker packer = idle == null ? new ClusterPacker(options) : idle;
        try {
            ChunkShape shape = packer.pack(offset / options.clusterBytes(), bytes, from, length);
            ClusterAllocator.Place place = place(shape);
            writePacked(place.packedOffset(), packer.packed(), (int) shape.packedBytes());
            writeWhole(place.wholeOffset(), shape, bytes, from, length);
        } finally {
            idlePackers.add(packer);
        }
    }

    private ClusterAllocator.Place place(ChunkShape shape) throws IOException {
        synchronized (allocator) {
            journal.note(shape);
            return allocator.place(shape);
        }
    }

    private void writePacked(long offset, byte[] packed, int bytes) throws IOException {
        if (bytes > 0) {
            file.write(offset, ByteBuffer.wrap(packed, 0, bytes));
        }
    }

    /** Whole clusters lie side by side in the file; those side by side in the chunk too are written at once. */
    private void writeWhole(long offset, ChunkShape shape, byte[] bytes, int from, int length) throws IOException {
        int clusterBytes = options.clusterBytes();
        int[] stored = shape.stored();
        long at = offset;
        int i = 0;
        while (i < stored.length) {
            int end = i;
            while (end < stored.length && stored[end] == ChunkShape.WHOLE) {
                end++;
            }
            if (end > i) {
                int run = Math.min(end * clusterBytes, length) - i * clusterBytes;
                file.write(at, ByteBuffer.wrap(bytes, from + i * clusterBytes, run));
                at += (long) (end - i) * clusterBytes;
            }
            i = end + 1;
        }
    }

    @Override
    public void zero(long offset, long length) throws IOException {
        // A cluster without a place reads as zeros, or as what lies below.
        byte[] zeros = new byte[options.backing().isEmpty() ? 0 : (int) Math.min(length, ZERO_PIECE_BYTES)];
        for (long at = offset; at < offset + length && zeros.length > 0; at += zeros.length) {
            write(at, zeros, 0, (int) Math.min(zeros.length, offset + length - at));
        }
    }

    @Override
    public boolean startsAsZeros(long offset) {
        return options.backing().isEmpty();
    }

    @Override
    public void mark() {
        synchronized (allocator) {
            journal.mark();
        }
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void commit() throws IOException {
        journal.commit();
    }

    @Override
    public void finish() throws IOException {
        allocator.finish(layout);
        ByteBuffer first = ByteBuffer.allocate(options.clusterBytes());
        header().write(first);
        file.write(0, first);
        extendTo(allocator.fileBytes());
        channel.force(true);
        close();
        names.publish();
    }

    private Qcow2Header header() {
        boolean zstd = options.compression() == Qcow2Compression.ZSTD;
        Optional<Qcow2Options.Backing> backing = options.backing();
        return new Qcow2Header(
                3,
                options.clusterBits(),
                (diskBytes + SECTOR - 1) / SECTOR * SECTOR,
                Qcow2Format.CRYPT_NONE,
                layout.level1Entries(),
                layout.level1Offset(),
                layout.refcountTableOffset(),
                layout.refcountTableClusters(),
                0,
                0,
                zstd ? Qcow2Format.INCOMPATIBLE_COMPRESSION_TYPE : 0,
                0,
                0,
                Qcow2Format.V2_REFCOUNT_ORDER,
                zstd ? Qcow2Format.COMPRESSION_ZSTD : Qcow2Format.COMPRESSION_ZLIB,
                backing.map(Qcow2Options.Backing::file),
                backing.map(below -> List.of(Qcow2Extension.text(Qcow2Extension.BACKING_FORMAT, below.format())))
                        .orElse(List.of()));
    }

    /** The last cluster may hold less than a cluster; the file has all of it. */
    private void extendTo(long bytes) throws IOException {
        if (channel.size() < bytes) {
            file.write(bytes - 1, ByteBuffer.allocate(1));
        }
    }

    @Override
    public void close() throws IOException {
        for (ClusterPacker packer = idlePackers.poll(); packer != null; packer = idlePackers.poll()) {
            packer.close();
        }
        try (journal) {
            channel.close();
        }
    }
}
