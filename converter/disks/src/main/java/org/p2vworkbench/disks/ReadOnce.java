package org.p2vworkbench.disks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A source each block of which is read once: what was read is kept in a sparse file. A guest that is looked at, repaired
 * and booted reads the same kernel three times, and every time over a slow link.
 *
 * <p>The file is gone when this is closed. The source stays open: it belongs to whoever opened it.
 */
public final class ReadOnce implements BlockSource {

    /** What a guest reads lies together; a request of this size takes a hundredth of a second over 100 Mbit/s. */
    static final int BLOCK_BYTES = 128 << 10;

    /** One bit a block: 16 TiB take 16 MiB. */
    private static final long LARGEST = (long) Integer.MAX_VALUE * BLOCK_BYTES;

    /** So that two readers of one block do not both fetch it, and others do not wait for them. */
    private static final int LOCKS = 64;

    private final BlockSource source;
    private final Path file;
    private final FileChannel kept;
    private final AtomicIntegerArray present;
    private final Object[] locks = new Object[LOCKS];

    /** @param file to make; none may be there */
    public ReadOnce(BlockSource source, Path file) throws IOException {
        if (source.size() > LARGEST) {
            throw new IOException("%s: %d bytes are more than can be kept".formatted(source.name(), source.size()));
        }
        this.source = source;
        this.file = file;
        kept = FileChannel.open(
                file,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.SPARSE);
        long blocks = (source.size() + BLOCK_BYTES - 1) / BLOCK_BYTES;
        present = new AtomicIntegerArray((int) ((blocks + Integer.SIZE - 1) / Integer.SIZE));
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public long size() {
        return source.size();
    }

    @Override
    public Extents extents(long from, long to) throws IOException {
        return source.extents(from, to);
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        int end = into.limit();
        long at = offset;
        while (into.position() < end) {
            long block = at / BLOCK_BYTES;
            int piece = (int) Math.min(end - into.position(), (block + 1) * BLOCK_BYTES - at);
            fetch(block);
            into.limit(into.position() + piece);
            readKept(at, into);
            into.limit(end);
            at += piece;
        }
    }

    private void fetch(long block) throws IOException {
        if (isPresent(block)) {
            return;
        }
        synchronized (locks[(int) (block % LOCKS)]) {
            if (isPresent(block)) {
                return;
            }
            long offset = block * BLOCK_BYTES;
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(BLOCK_BYTES, size() - offset));
            source.read(offset, bytes);
            bytes.flip();
            for (long at = offset; bytes.hasRemaining(); ) {
                at += kept.write(bytes, at);
            }
            present.accumulateAndGet(word(block), bit(block), (before, one) -> before | one);
        }
    }

    private void readKept(long offset, ByteBuffer into) throws IOException {
        for (long at = offset; into.hasRemaining(); ) {
            int got = kept.read(into, at);
            if (got < 0) {
                throw new IOException("%s ended at 0x%x: somebody else has changed it".formatted(file, at));
            }
            at += got;
        }
    }

    private boolean isPresent(long block) {
        return (present.get(word(block)) & bit(block)) != 0;
    }

    private static int word(long block) {
        return (int) (block / Integer.SIZE);
    }

    private static int bit(long block) {
        return 1 << (int) (block % Integer.SIZE);
    }

    @Override
    public void close() throws IOException {
        kept.close();
        Files.deleteIfExists(file);
    }
}
