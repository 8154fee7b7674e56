package org.p2vworkbench.disks.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.p2vworkbench.disks.Zeros;

/**
 * Writes a raw disk: a sparse file, or a block device.
 *
 * <p>A file starts as one hole, so zeros are left out. A device holds whatever was there before, so they are written.
 */
public final class RawWriter implements DiskSink {

    /** Zeros are left out in runs of this size: the usual unit of a file system's holes, and a fair write. */
    private static final int HOLE_BYTES = 64 << 10;

    /** The JVM copies what it writes once more; a piece of this size is still in the processor's cache for the kernel. */
    private static final int PIECE_BYTES = 128 << 10;

    private static final long QEMU_LOCKS_AT = 100;
    private static final long QEMU_LOCKS_BYTES = 200;

    /**
     * For writes. The kernel lets only one write to a file anyway, and has the others spin meanwhile: eight threads took
     * 4.4 s of processor time for a gibibyte, with this 1.6 s. A Java monitor spins as well.
     */
    private final Lock oneAtATime = new ReentrantLock();

    private final Optional<PartFile> file;
    private final String name;
    private final FileChannel channel;
    private final long size;

    /** Whether this run found a file of an earlier one. */
    private final boolean resumed;

    /** Writes of a device end with a whole sector: a guest reads that, and what was there before is not its own. */
    private final int sectorBytes;

    private RawWriter(
            Optional<PartFile> file, String name, FileChannel channel, long size, boolean resumed, int sectorBytes) {
        this.name = name;
        this.file = file;
        this.channel = channel;
        this.size = size;
        this.resumed = resumed;
        this.sectorBytes = sectorBytes;
    }

    /** A new file, or the part of one that an earlier run left. */
    public static RawWriter file(Path target, long size) throws IOException {
        PartFile part = new PartFile(target);
        FileChannel channel = part.open();
        try {
            boolean resumed = channel.size() == size;
            if (!resumed) {
                channel.truncate(0);
                if (size > 0) {
                    channel.write(ByteBuffer.allocate(1), size - 1);
                }
            }
            return new RawWriter(Optional.of(part), target.toString(), channel, size, resumed, 1);
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    /**
     * A block device, overwritten from its first byte on; bytes behind {@code size} stay, but for the rest of its last
     * sector.
     *
     * <p>Whether anything uses the device the caller must know: Java cannot open with O_EXCL, by which the kernel would
     * say so. What can be done here is to lock the bytes by which qemu shares its images (block/file-posix.c,
     * RAW_LOCK_PERM_BASE and RAW_LOCK_SHARED_BASE): that fails while a guest runs on the device, and no guest starts on
     * it until this is closed.
     */
    public static RawWriter device(Path device, long size, int sectorBytes) throws IOException {
        if (Files.isRegularFile(device)) {
            throw new IOException(device + " is a regular file and not a device");
        }
        FileChannel channel = FileChannel.open(device, StandardOpenOption.WRITE);
        try {
            lockAgainstGuests(device, channel);
            return new RawWriter(Optional.empty(), device.toString(), channel, size, true, sectorBytes);
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    private static void lockAgainstGuests(Path device, FileChannel channel) throws IOException {
        try {
            if (channel.tryLock(QEMU_LOCKS_AT, QEMU_LOCKS_BYTES, false) == null) {
                throw new IOException(device + " is in use by another program, perhaps a running guest");
            }
        } catch (OverlappingFileLockException inThisProgram) {
            throw new IOException(device + " is being written by this program already", inThisProgram);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int granularityBytes() {
        return 1;
    }

    @Override
    public boolean holds(long offset) {
        return resumed;
    }

    @Override
    public void write(long offset, byte[] bytes, int from, int length) throws IOException {
        int at = 0;
        while (at < length) {
            boolean hole = isHole(offset + at, bytes, from + at, length - at);
            int end = at;
            while (end < length && isHole(offset + end, bytes, from + end, length - end) == hole) {
                end += Math.min(HOLE_BYTES, length - end);
            }
            if (!hole) {
                writeFully(offset + at, ByteBuffer.wrap(bytes, from + at, end - at));
            }
            at = end;
        }
    }

    private boolean isHole(long offset, byte[] bytes, int from, int left) throws IOException {
        int piece = Math.min(HOLE_BYTES, left);
        return file.isPresent() && Zeros.only(bytes, from, piece) && (!resumed || readsZero(offset, piece));
    }

    /** An earlier run may have read what this one cannot, and written it without a record. */
    private boolean readsZero(long offset, int length) throws IOException {
        ByteBuffer there = ByteBuffer.allocate(length);
        while (there.hasRemaining() && channel.read(there, offset + there.position()) >= 0) {
            // Reads on until it has all.
        }
        return Zeros.only(there.array(), 0, there.position());
    }

    @Override
    public void zero(long offset, long length) throws IOException {
        if (file.isPresent()) {
            return;
        }
        ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
        long at = offset;
        while (at < offset + length) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), offset + length - at));
            at += zeros.limit();
            writeFully(at - zeros.limit(), zeros);
        }
    }

    private void writeFully(long offset, ByteBuffer bytes) throws IOException {
        oneAtATime.lock();
        try {
            int end = bytes.limit();
            for (long at = offset; bytes.position() < end; ) {
                bytes.limit(Math.min(end, bytes.position() + PIECE_BYTES));
                at += channel.write(bytes, at);
            }
        } finally {
            oneAtATime.unlock();
        }
    }

    @Override
    public void mark() {
        // What is written before the mark is forced, and some of what comes after.
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void commit() {
        // The bytes are the only state; the ledger remembers which are there.
    }

    @Override
    public void finish() throws IOException {
        if (file.isPresent() && channel.size() != size) {
            throw new IOException("%s is %d bytes long instead of %d; another program changed it"
                    .formatted(file.get().part(), channel.size(), size));
        }
        zero(size, (sectorBytes - size % sectorBytes) % sectorBytes);
        channel.force(true);
        channel.close();
        if (file.isPresent()) {
            file.get().publish();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
