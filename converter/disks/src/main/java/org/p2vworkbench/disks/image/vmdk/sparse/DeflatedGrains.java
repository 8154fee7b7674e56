package org.p2vworkbench.disks.image.vmdk.sparse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * Grains that are compressed one by one (RFC 1950), each after a marker with its sector number and its length.
 *
 * <p>Compressed grains that lie close to one another are fetched with one read and inflated straight into the caller's
 * buffer; only a grain that is wanted in part goes through a buffer of its own, and stays there for the next such read
 * of the same thread. Buffers and inflaters belong to threads, so readers never wait for one another.
 */
final class DeflatedGrains implements Grains {

    private static final int MARKER = 12;
    private static final int FETCH = 1 << 20;
    private static final AtomicLong INSTANCES = new AtomicLong();
    private static final ThreadLocal<InflateBuffers> BUFFERS = ThreadLocal.withInitial(InflateBuffers::new);

    private final long instance = INSTANCES.incrementAndGet();
    private final BlockSource file;
    private final Geometry shape;
    private final int marker;
    private final int longestStored;

    DeflatedGrains(BlockSource file, Geometry shape, boolean markers) {
        this.file = file;
        this.shape = shape;
        this.marker = markers ? MARKER : 0;
        // Deflate never needs this much; QEMU allows a grain to grow to twice its size, and so do we.
        this.longestStored = marker + 2 * (int) shape.grainBytes();
    }

    @Override
    public long read(GrainRun run, ByteBuffer into) throws IOException {
        InflateBuffers buffers = BUFFERS.get();
        long place = run.places()[run.first()];
        long length = shape.grainLength(run.firstGrain());
        if (run.skip() > 0 || run.wanted() < length) {
            return readPart(run, place, length, buffers, into);
        }
        int last = lastOfFetch(run);
        ByteBuffer fetched = fetch(place, fetchEnd(run, last), buffers);
        long done = 0;
        for (int i = run.first(); i <= last; i++) {
            long grain = run.firstGrain() + i - run.first();
            int want = (int) shape.grainLength(grain);
            int at = (int) (run.places()[i] - place);
            boolean whole = isWhole(fetched, at);
            if (want > run.wanted() - done || i > run.first() && !whole) {
                break;
            }
            inflate(grain, run.places()[i], stored(fetched, at, grain, place, buffers), want, buffers, into);
            done += want;
            if (!whole) {
                // It was fetched once more, over what had been fetched.
                break;
            }
        }
        return done;
    }

    private long readPart(GrainRun run, long place, long length, InflateBuffers buffers, ByteBuffer into)
            throws IOException {
        if (!buffers.holdsGrain(instance, place)) {
            ByteBuffer whole = buffers.emptyGrain((int) shape.grainBytes());
            ByteBuffer fetched = fetch(place, Math.min(file.size(), place + longestStored), buffers);
            ByteBuffer stored = stored(fetched, 0, run.firstGrain(), place, buffers);
            inflate(run.firstGrain(), place, stored, (int) length, buffers, whole);
            buffers.keepGrain(instance, place);
        }
        int count = (int) Math.min(run.wanted(), length - run.skip());
        into.put(buffers.grain().duplicate().position((int) run.skip()).limit((int) run.skip() + count));
        return count;
    }

    /** The last grain that follows the first one so closely that one read gets both. */
    private int lastOfFetch(GrainRun run) {
        long[] places = run.places();
        int last = run.first();
        while (last < run.last()
                && places[last + 1] > places[last]
                && places[last + 1] - places[last] <= longestStored
                && places[last + 1] - places[run.first()] <= FETCH) {
            last++;
        }
        return last;
    }

    /** Where the last grain's bytes surely end: at the grain after it, when the writer went on from there. */
    private long fetchEnd(GrainRun run, int last) {
        long[] places = run.places();
        long most = Math.min(file.size(), places[last] + longestStored);
        boolean goesOn = last + 1 < places.length && places[last + 1] > places[last];
        return goesOn ? Math.min(most, places[last + 1]) : most;
    }

    private ByteBuffer fetch(long from, long to, InflateBuffers buffers) throws IOException {
        ByteBuffer fetched = buffers.stored(FETCH + longestStored).limit((int) (to - from));
        file.read(from, fetched);
        return fetched.flip();
    }

    /** Whether all bytes of the grain at {@code at} were fetched. */
    private boolean isWhole(ByteBuffer fetched, int at) {
        return fetched.limit() - at >= marker
                && (marker == 0 || storedLength(fetched, at) <= fetched.limit() - at - marker);
    }

    private static long storedLength(ByteBuffer fetched, int at) {
        return Integer.toUnsignedLong(fetched.order(ByteOrder.LITTLE_ENDIAN).getInt(at + 8));
    }

    /** The compressed bytes of a grain, after its marker was found to be true. */
    private ByteBuffer stored(ByteBuffer fetched, int at, long grain, long fetchedFrom, InflateBuffers buffers)
            throws IOException {
        long place = fetchedFrom + at;
        if (marker == 0) {
            return fetched.duplicate().position(at);
        }
        if (fetched.limit() - at < marker) {
            throw damaged(place, grain, "its marker is cut off by the end of the file");
        }
        long sector = fetched.order(ByteOrder.LITTLE_ENDIAN).getLong(at);
        long expected = grain << shape.grainShift() >>> 9;
        long length = storedLength(fetched, at);
        if (sector != expected) {
            throw damaged(place, grain, "its marker is for sector 0x%x, expected 0x%x".formatted(sector, expected));
        }
        if (length == 0 || length > longestStored - marker) {
            throw damaged(
                    place,
                    grain,
                    "it is said to be %d bytes compressed, a grain is %d bytes plain"
                            .formatted(length, shape.grainBytes()));
        }
        if (length > file.size() - place - marker) {
            throw damaged(place, grain, "%d bytes compressed go beyond the end of the file".formatted(length));
        }
        if (isWhole(fetched, at)) {
            return fetched.duplicate().position(at + marker).limit(at + marker + (int) length);
        }
        return fetch(place + marker, place + marker + length, buffers);
    }

    private void inflate(long grain, long place, ByteBuffer stored, int want, InflateBuffers buffers, ByteBuffer into)
            throws DiskFormatException {
        Inflater inflater = buffers.inflater();
        inflater.reset();
        inflater.setInput(stored);
        int limit = into.limit();
        int start = into.position();
        into.limit(start + want);
        try {
            int got = inflateAll(inflater, into);
            if (got < want) {
                throw damaged(place, grain, "it inflates to %d bytes, expected %d".formatted(got, want));
            }
            int surplus = surplus(inflater, buffers, (int) shape.grainBytes() - want + 1);
            if (surplus > shape.grainBytes() - want) {
                throw damaged(
                        place, grain, "it inflates to more than a grain of %d bytes".formatted(shape.grainBytes()));
            }
            if (!inflater.finished()) {
                throw damaged(place, grain, "its compressed bytes end too early");
            }
        } catch (DataFormatException garbled) {
            throw damaged(place, grain, "it does not inflate: " + garbled.getMessage());
        } finally {
            into.limit(limit);
        }
    }

    private static int inflateAll(Inflater inflater, ByteBuffer into) throws DataFormatException {
        int start = into.position();
        while (into.hasRemaining() && !inflater.finished()) {
            if (inflater.inflate(into) == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                break;
            }
        }
        return into.position() - start;
    }

    /** What comes after the wanted bytes: the checksum, and in the last grain of a disk what lies past its end. */
    private static int surplus(Inflater inflater, InflateBuffers buffers, int most) throws DataFormatException {
        return inflater.finished() ? 0 : inflateAll(inflater, buffers.surplus(most));
    }

    private DiskFormatException damaged(long place, long grain, String what) {
        return new DiskFormatException(
                new DiskAddress(file.name(), place),
                "compressed grain %d is damaged: %s".formatted(grain, what),
                "Copy or export the image again from where it came from.");
    }
}
