package org.p2vworkbench.agent.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.p2vworkbench.agent.wire.BadRange;

/**
 * Reads all that can be read, and says exactly what could not.
 *
 * <p>Large pieces first. A piece that fails is read again in smaller ones, down to the disk's unit; a unit is tried
 * twice, because a drive's own retries often bring it back. What still fails is left zero. Between tries it asks
 * whether anybody still waits: one bad area can cost a drive half a minute per try.
 *
 * <p>For one thread, which may be blocked in the kernel for as long as the disk likes; it must not be interrupted, for
 * that would close the disk for all others.
 */
public final class PatientReader {

    private static final int PIECE_BYTES = 512 << 10;
    private static final int ALIGNMENT = 4096;

    /** What a failed piece is divided into, until the disk's own unit. */
    private static final int[] SMALLER = {32 << 10, 4096, 512};

    private static final int TRIES_OF_A_UNIT = 2;

    /** Before a disk that fails for the first time counts as damaged. */
    private static final long UNPLUGGED_NANOSECONDS = 250_000_000;

    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(PIECE_BYTES + ALIGNMENT).alignedSlice(ALIGNMENT);

    /**
     * Fills the first {@code length} bytes.
     *
     * @param abandoned whether nobody waits any more
     * @return what could not be read, ascending, neighbours joined
     * @throws SlowReadException when abandoned
     * @throws DiskGoneException when the disk does not answer any more
     * @throws DiskChangedException when the disk ends before
     */
    public List<BadRange> read(DiskBytes disk, long offset, byte[] into, int length, BooleanSupplier abandoned)
            throws IOException {
        Run run = new Run(disk, offset, into, abandoned, new ArrayList<>());
        for (int done = 0; done < length; ) {
            int piece = aligned(offset + done, length - done);
            run.fill(done, piece);
            done += piece;
        }
        return run.bad;
    }

    /** How much to read at once, so that all but the ends of an extent that is not aligned can be read directly. */
    private static int aligned(long at, int left) {
        int piece = (int) Math.min(left, PIECE_BYTES - at % ALIGNMENT);
        int tail = (int) ((at + piece) % ALIGNMENT);
        return tail < piece ? piece - tail : piece;
    }

    /** One call of {@link #read}. Places count from {@code offset} on the disk, which is 0 in {@code into}. */
    private final class Run {

        private final DiskBytes disk;
        private final long offset;
        private final byte[] into;
        private final BooleanSupplier abandoned;
        private final List<BadRange> bad;

        Run(DiskBytes disk, long offset, byte[] into, BooleanSupplier abandoned, List<BadRange> bad) {
            this.disk = disk;
            this.offset = offset;
            this.into = into;
            this.abandoned = abandoned;
            this.bad = bad;
        }

        void fill(int from, int length) throws IOException {
            try {
                readFully(from, length);
            } catch (DiskChangedException | SlowReadException notTheSector) {
                throw notTheSector;
            } catch (IOException unreadable) {
                if (!disk.present()) {
                    throw new DiskGoneException(disk.name(), unreadable);
                }
                fillInParts(from, length);
            }
        }

        private void fillInParts(int from, int length) throws IOException {
            int part = smallerThan(length);
            if (part == 0) {
                lastTry(from, length);
                return;
            }
            for (int done = 0; done < length; ) {
                int piece = (int) Math.min(length - done, part - (offset + from + done) % part);
                fill(from + done, piece);
                done += piece;
            }
        }

        /** 0 when it cannot be divided. */
        private int smallerThan(int length) {
            for (int part : SMALLER) {
                if (part < length && part >= disk.unitBytes()) {
                    return part;
                }
            }
            return 0;
        }

        private void lastTry(int from, int length) throws IOException {
            IOException failure = null;
            for (int tries = 1; tries < TRIES_OF_A_UNIT; tries++) {
                try {
                    readFully(from, length);
                    return;
                } catch (DiskChangedException | SlowReadException notTheSector) {
                    throw notTheSector;
                } catch (IOException stillUnreadable) {
                    failure = stillUnreadable;
                }
            }
            if (bad.isEmpty()) {
                // A disk that was pulled out fails at once, and its name goes away a moment later.
                LockSupport.parkNanos(UNPLUGGED_NANOSECONDS);
                if (!disk.present()) {
                    throw new DiskGoneException(disk.name(), failure);
                }
            }
            Arrays.fill(into, from, from + length, (byte) 0);
            note(from, length);
        }

        private void note(int from, int length) {
            int last = bad.size() - 1;
            if (last >= 0 && bad.get(last).from() + bad.get(last).length() == from) {
                bad.set(last, new BadRange(bad.get(last).from(), bad.get(last).length() + length));
            } else {
                bad.add(new BadRange(from, length));
            }
        }

        private void readFully(int from, int length) throws IOException {
            if (abandoned.getAsBoolean()) {
                throw new SlowReadException(disk.name(), offset + from);
            }
            ByteBuffer piece = buffer.clear().limit(length);
            while (piece.hasRemaining()) {
                if (disk.read(piece, offset + from + piece.position()) < 0) {
                    throw new DiskChangedException(disk.name(), offset + from + length, disk.sizeBytes());
                }
            }
            buffer.flip().get(into, from, length);
        }
    }
}
