package org.p2vworkbench.converter.copy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.converter.failure.Failure;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * Reads around what cannot be read: a failed range is halved until the bad part is as small as a physical sector of a
 * modern disk, and that part becomes zeros. An image that contradicts itself is not a read error and is not salvaged.
 */
final class SalvagingReader {

    private static final int SMALLEST = 4096;

    private final BlockSource source;

    SalvagingReader(BlockSource source) {
        this.source = source;
    }

    /**
     * What was read.
     *
     * @param lost ranges, in order
     * @param hash of the bytes, if they came with one
     */
    record Salvaged(List<LostRange> lost, Optional<byte[]> hash) {}

    /** Fills {@code into}, with zeros where nothing can be read. */
    Salvaged read(long offset, byte[] into, int length) throws IOException {
        try {
            return new Salvaged(List.of(), readWhole(offset, ByteBuffer.wrap(into, 0, length)));
        } catch (IOException failed) {
            refuseToSalvage(failed);
            List<LostRange> lost = new ArrayList<>();
            halve(offset, into, 0, length, failed, lost);
            return new Salvaged(lost, Optional.empty());
        }
    }

    private Optional<byte[]> readWhole(long offset, ByteBuffer into) throws IOException {
        if (source instanceof HashedSource hashed) {
            return hashed.readHashed(offset, into);
        }
        source.read(offset, into);
        return Optional.empty();
    }

    static void refuseToSalvage(IOException failed) throws IOException {
        if (failed instanceof DiskFormatException
                || failed instanceof SlowSourceException
                || failed instanceof Failure
                || failed instanceof ClosedChannelException
                || failed instanceof InterruptedIOException && !(failed instanceof SocketTimeoutException)) {
            throw failed;
        }
    }

    private void halve(long offset, byte[] into, int at, int length, IOException failed, List<LostRange> lost)
            throws IOException {
        if (length <= SMALLEST) {
            Arrays.fill(into, at, at + length, (byte) 0);
            lose(offset, length, failed, lost);
            return;
        }
        int half = Math.max(SMALLEST, length / 2 / SMALLEST * SMALLEST);
        readPart(offset, into, at, half, lost);
        readPart(offset + half, into, at + half, length - half, lost);
    }

    private void readPart(long offset, byte[] into, int at, int length, List<LostRange> lost) throws IOException {
        try {
            source.read(offset, ByteBuffer.wrap(into, at, length));
        } catch (IOException failed) {
            refuseToSalvage(failed);
            halve(offset, into, at, length, failed, lost);
        }
    }

    private static void lose(long offset, int length, IOException failed, List<LostRange> lost) {
        String cause = String.valueOf(failed.getMessage());
        LostRange last = lost.isEmpty() ? null : lost.get(lost.size() - 1);
        if (last != null && last.offset() + last.length() == offset) {
            lost.set(lost.size() - 1, new LostRange(last.offset(), last.length() + length, last.cause()));
        } else {
            lost.add(new LostRange(offset, length, cause));
        }
    }
}
