package org.p2vworkbench.converter.ingest;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.p2vworkbench.agent.wire.Chunk;
import org.p2vworkbench.agent.wire.ChunkDecoder;
import org.p2vworkbench.agent.wire.DiskOffer;
import org.p2vworkbench.agent.wire.ErrorCode;
import org.p2vworkbench.agent.wire.Extent;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.Request;
import org.p2vworkbench.agent.wire.WireLimits;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.SourceReadException;
import org.p2vworkbench.converter.failure.SourceUnreachableException;
import org.p2vworkbench.disks.BlockSource;

/**
 * A disk of the old machine, at the far end of SSH. Every byte that is returned was proved against the hash the agent
 * made of it.
 *
 * <p>A connection that breaks is waited for, and what was under way is asked again: the reader notices nothing but the
 * time. Several threads that read at once keep the wire busy; each has one request under way.
 *
 * <p>Small reads come from the block they lie in, which is kept: whoever follows the tables of a filesystem reads the
 * same few blocks over and over, and each costs a journey.
 */
public final class RemoteDisk implements BlockSource {

    /** How long a machine may be away in the middle of a copy: somebody has to walk to it and switch it on again. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final int ALIGNMENT = 4096;
    private static final int SMALL_BYTES = 32 << 10;

    /** A sector that a disk retries takes half a minute with some firmware; no chunk takes two of a good disk. */
    private static final long FIRST_DEADLINE_MILLIS = 30_000;

    private final ConnectedMachine machine;
    private final DiskOffer offer;
    private final Duration patience;
    private final BlockCache cache;
    private final BadSectors bad = new BadSectors();
    private final AtomicLong wireBytes = new AtomicLong();
    private final ThreadLocal<ChunkDecoder> decoders = ThreadLocal.withInitial(ChunkDecoder::new);
    private volatile long deadlineMillis = FIRST_DEADLINE_MILLIS;

    public RemoteDisk(ConnectedMachine machine, DiskOffer offer) {
        this(machine, offer, PATIENCE);
    }

    RemoteDisk(ConnectedMachine machine, DiskOffer offer, Duration patience) {
        this.machine = machine;
        this.offer = offer;
        this.patience = patience;
        this.cache = new BlockCache(offer.sizeBytes(), this::fetch);
    }

    public DiskOffer offer() {
        return offer;
    }

    /** Bytes of chunks as they came over the wire, since the disk was opened. */
    public long wireBytes() {
        return wireBytes.get();
    }

    /** How long the agent may take over one chunk; 0 for as long as it takes. */
    public void deadline(Duration longest) {
        deadlineMillis = longest.toMillis();
    }

    @Override
    public String name() {
        return machine.name() + "/" + offer.name();
    }

    @Override
    public long size() {
        return offer.sizeBytes();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        checkRange(offset, into.remaining());
        if (into.remaining() <= SMALL_BYTES) {
            int length = into.remaining();
            cache.read(offset, into);
            refuseBad(offset, length);
            return;
        }
        long at = offset;
        while (into.hasRemaining()) {
            long from = at / ALIGNMENT * ALIGNMENT;
            int skipped = (int) (at - from);
            int length = (int) Math.min(WireLimits.DEFAULT_CHUNK_BYTES, skipped + (long) into.remaining());
            int whole = (int) (Math.min(size(), (from + length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT) - from);
            whole = Math.min(whole, WireLimits.DEFAULT_CHUNK_BYTES);
            refuseBad(at, Math.min(whole - skipped, into.remaining()));
            byte[] plain = new byte[whole];
            fetch(from, plain);
            int wanted = Math.min(whole - skipped, into.remaining());
            refuseBad(at, wanted);
            into.put(plain, skipped, wanted);
            at += wanted;
        }
    }

    /** The reader finds out by halves which sectors those are; parity, if there is any, makes up for them. */
    private void refuseBad(long offset, int length) throws IOException {
        if (bad.touches(offset, offset + length)) {
            throw new IOException(
                    "%s: the old machine cannot read 0x%x to 0x%x".formatted(name(), offset, offset + length));
        }
    }

    /** Asks until there is an answer, over whatever lane there is. */
    private void fetch(long offset, byte[] plain) throws IOException {
        while (true) {
            AgentLane lane = machine.lane(patience);
            ReadAnswers answers = new ReadAnswers(offset, plain.length);
            Request.Work work = new Request.Work(
                    offer.index(),
                    List.of(new Extent(offset, plain.length)),
                    WireLimits.DEFAULT_CHUNK_BYTES,
                    deadlineMillis);
            ReadAnswers.Result result;
            try {
                lane.ask(new Request.Read(work, false), answers);
                result = answers.await();
            } catch (InterruptedException interrupt) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while reading " + name());
            } catch (IOException broken) {
                if (lane.isOpen()) {
                    throw broken;
                }
                continue;
            }
            unpack(result, offset, plain);
            return;
        }
    }

    private void unpack(ReadAnswers.Result result, long offset, byte[] plain) throws IOException {
        int at = 0;
        for (Chunk chunk : result.chunks()) {
            wireBytes.addAndGet(chunk.payload().remaining());
            decoders.get().decode(chunk, plain, at);
            bad.note(chunk);
            at += chunk.plainBytes();
        }
        if (result.end() instanceof Reply.Error error) {
            throw failed(error);
        }
        if (result.end() instanceof Reply.Done done && done.outcome() == Reply.Done.Outcome.SLOW) {
            throw new SlowSourceException("%s: takes more than %d seconds to read 0x%x"
                    .formatted(name(), deadlineMillis / 1000, offset + at));
        }
        if (at < plain.length) {
            throw new IOException("%s: %d of %d bytes came from 0x%x on".formatted(name(), at, plain.length, offset));
        }
    }

    private IOException failed(Reply.Error error) {
        if (error.code() == ErrorCode.DISK_GONE || error.code() == ErrorCode.NO_SUCH_DISK) {
            return new SourceUnreachableException(
                    name(),
                    "does not answer any more: " + error.text(),
                    "Look at the disk and its cables; then run the same command again, it goes on where it stopped.");
        }
        if (error.code() == ErrorCode.DISK_CHANGED) {
            return new RefusedException(
                    name(),
                    "has another size than when it was listed: " + error.text(),
                    "Find out what changed it; 'p2v show' lists the disks as they are now.");
        }
        return new SourceReadException(name(), "the agent answered: " + error.text(), "See the agent's log.");
    }

    @Override
    public void close() {
        // The connection belongs to the machine.
    }
}
