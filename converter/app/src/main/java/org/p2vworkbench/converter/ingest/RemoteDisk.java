package org.p2vworkbench.converter.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.p2vworkbench.agent.wire.Chunk;
import org.p2vworkbench.agent.wire.ChunkDecoder;
import org.p2vworkbench.agent.wire.DiskOffer;
import org.p2vworkbench.agent.wire.ErrorCode;
import org.p2vworkbench.agent.wire.Extent;
import org.p2vworkbench.agent.wire.Reply;
import org.p2vworkbench.agent.wire.Request;
import org.p2vworkbench.agent.wire.UsedParts;
import org.p2vworkbench.agent.wire.WireException;
import org.p2vworkbench.converter.copy.HashedSource;
import org.p2vworkbench.converter.copy.SlowSourceException;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.SourceReadException;
import org.p2vworkbench.converter.failure.SourceUnreachableException;
import org.p2vworkbench.converter.ledger.ChunkHash;

/**
 * A disk of the old machine, at the far end of SSH. Every byte that is returned was compared with the checksum the
 * agent made of it.
 *
 * <p>A connection that breaks is waited for, and what was under way is asked again: the reader notices nothing but the
 * time. Several threads that read at once keep the wire busy; each has one request under way.
 *
 * <p>Small reads come from the block they lie in, which is kept: whoever follows the tables of a filesystem reads the
 * same few blocks over and over, and each costs a journey.
 */
public final class RemoteDisk implements HashedSource {

    private static final int ALIGNMENT = 4096;
    private static final int SMALL_BYTES = 32 << 10;

    private final ConnectedMachine machine;
    private final DiskOffer offer;
    private final Patience patience;
    private final Persistence persistence;
    private final BlockCache cache;
    private final BadSectors bad = new BadSectors();
    private final Set<Long> slowMebibytes = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<ChunkDecoder> decoders = ThreadLocal.withInitial(ChunkDecoder::new);

    /**
     * How long one waits for an old machine.
     *
     * @param away for it to come back in the middle of a copy: somebody has to walk to it and switch it on again
     * @param first for a chunk. A sector that a disk retries takes half a minute with some firmware
     * @param last for a chunk that took too long before; less than {@link AgentLane#STALL_SECONDS}
     */
    public record Patience(Duration away, Duration first, Duration last) {

        public static final Patience OF_A_COPY =
                new Patience(Duration.ofMinutes(30), Duration.ofSeconds(30), Duration.ofSeconds(100));

        /** Of somebody who only wants to have a look. */
        public static final Patience OF_A_LOOK =
                new Patience(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
    }

    public RemoteDisk(ConnectedMachine machine, DiskOffer offer, Patience patience) {
        this.machine = machine;
        this.offer = offer;
        this.patience = patience;
        this.persistence = new Persistence(machine, machine.name() + "/" + offer.name(), patience.away());
        this.cache = new BlockCache(offer.sizeBytes(), (offset, block) -> fetch(offset, block, 0, block.length));
    }

    /**
     * Whoever looks waits for each answer: the wire is idle between them, and what the agent sees of it is how fast its own
     * buffers take a single one.
     */
    private Request.Packing packing() {
        return patience == Patience.OF_A_LOOK ? Request.Packing.SMALLEST : machine.packing();
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
            refuseBad(offset, length);
            cache.read(offset, into);
            refuseBad(offset, length);
            return;
        }
        long at = offset;
        while (into.hasRemaining()) {
            long from = at / ALIGNMENT * ALIGNMENT;
            int skipped = (int) (at - from);
            int whole = (int) Math.min(machine.chunkBytes(), roundUp(at + into.remaining()) - from);
            int wanted = Math.min(whole - skipped, into.remaining());
            refuseBad(at, wanted);
            byte[] plain = new byte[whole];
            fetch(from, plain, 0, whole);
            refuseBad(at, wanted);
            into.put(plain, skipped, wanted);
            at += wanted;
        }
    }

    /** Of what the agent sends as one chunk there is a hash, and no copy is made between the wire and {@code into}. */
    @Override
    public Optional<byte[]> readHashed(long offset, ByteBuffer into) throws IOException {
        int length = into.remaining();
        boolean oneChunk = offset % ALIGNMENT == 0
                && length > SMALL_BYTES
                && length <= machine.chunkBytes()
                && (length % ALIGNMENT == 0 || offset + length == size());
        if (!oneChunk || !into.hasArray()) {
            read(offset, into);
            return Optional.empty();
        }
        checkRange(offset, length);
        refuseBad(offset, length);
        byte[] hash = fetch(offset, into.array(), into.arrayOffset() + into.position(), length);
        refuseBad(offset, length);
        into.position(into.limit());
        return Optional.of(hash);
    }

    private long roundUp(long end) {
        return Math.min(size(), (end + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    }

    /** The reader finds out by halves which sectors those are; parity, if there is any, makes up for them. */
    private void refuseBad(long offset, int length) throws IOException {
        if (bad.touches(offset, offset + length)) {
            throw new IOException(
                    "%s: the old machine cannot read 0x%x to 0x%x".formatted(name(), offset, offset + length));
        }
    }

    /** Answers the hash of the first chunk that came. */
    private byte[] fetch(long offset, byte[] plain, int at, int length) throws IOException {
        try {
            return fetchOnce(offset, plain, at, length);
        } catch (WireException damaged) {
            try {
                return fetchOnce(offset, plain, at, length);
            } catch (WireException twice) {
                throw new SourceReadException(
                        name(),
                        "the agent sent other bytes than it says, twice: " + twice.getMessage(),
                        "Test the old machine's memory; the same command goes on where this run stopped.",
                        twice);
            }
        }
    }

    private byte[] fetchOnce(long offset, byte[] plain, int at, int length) throws IOException {
        Extent extent = new Extent(offset, length);
        Request request = new Request.Read(work(List.of(extent), machine.chunkBytes()), packing());
        ReadAnswers.Result result = asked(request, extent);
        unpack(result, offset, plain, at, length);
        return result.chunks().get(0).fingerprint().sha256();
    }

    private ReadAnswers.Result asked(Request request, Extent expected) throws IOException {
        return persistence.ask(lane -> {
            long asked = System.nanoTime();
            ReadAnswers answers = new ReadAnswers(expected);
            lane.ask(request, answers);
            ReadAnswers.Result all = answers.await();
            machine.received(all.wireBytes(), System.nanoTime() - asked);
            return all;
        });
    }

    /** Whatever is wrong with it is found out by whoever reads part by part then. */
    @Override
    public Optional<byte[]> readUsed(List<org.p2vworkbench.disks.Extent> parts, long offset, ByteBuffer into)
            throws IOException {
        int length = into.remaining();
        boolean oneChunk =
                offset % machine.chunkBytes() == 0 && length == Math.min(machine.chunkBytes(), size() - offset);
        if (!oneChunk || !machine.readsUsed() || !into.hasArray() || bad.touches(offset, offset + length)) {
            return Optional.empty();
        }
        List<Extent> used = parts.stream()
                .map(part -> new Extent(part.offset(), part.length()))
                .toList();
        Request request = new Request.ReadUsed(work(used, machine.chunkBytes()), packing());
        Optional<Chunk> whole = asked(request, new Extent(offset, length)).theOnlyChunk();
        if (whole.isEmpty()
                || whole.get().plainBytes() != length
                || !whole.get().badRanges().isEmpty()) {
            return Optional.empty();
        }
        try {
            UsedParts known = UsedParts.of(used, 0, offset, length);
            decoders.get().decode(whole.get(), known, into.array(), into.arrayOffset() + into.position());
        } catch (WireException damaged) {
            return Optional.empty();
        }
        into.position(into.limit());
        return Optional.of(whole.get().fingerprint().sha256());
    }

    @Override
    public Optional<Map<Long, byte[]>> hashes(List<org.p2vworkbench.disks.Extent> parts, int chunkBytes)
            throws IOException {
        if (!machine.hashesUsed() || chunkBytes > machine.chunkBytes()) {
            return Optional.empty();
        }
        Set<Long> chunks = new HashSet<>();
        List<Extent> asked = new ArrayList<>();
        for (org.p2vworkbench.disks.Extent part : parts) {
            asked.add(new Extent(part.offset(), part.length()));
            for (long at = part.offset() / chunkBytes * chunkBytes; at < part.end(); at += chunkBytes) {
                chunks.add(at);
            }
        }
        return Optional.of(persistence.ask(lane -> {
            HashAnswers answers = new HashAnswers(chunks, chunkBytes);
            lane.ask(new Request.HashUsed(work(asked, chunkBytes)), answers);
            if (answers.await() instanceof Reply.Error error) {
                throw failed(error);
            }
            machine.received((long) chunks.size() * ChunkHash.BYTES, 0);
            return answers.hashes();
        }));
    }

    private Request.Work work(List<Extent> extents, int chunkBytes) {
        boolean slow = extents.stream().anyMatch(extent -> slowMebibytes.contains(extent.offset() >> 20));
        Duration deadline = slow ? patience.last() : patience.first();
        return new Request.Work(offer.index(), extents, chunkBytes, deadline.toMillis());
    }

    private void unpack(ReadAnswers.Result result, long offset, byte[] plain, int from, int length) throws IOException {
        int at = 0;
        boolean damaged = false;
        for (Chunk chunk : result.chunks()) {
            decoders.get().decode(chunk, plain, from + at);
            bad.note(chunk);
            damaged |= !chunk.badRanges().isEmpty();
            at += chunk.plainBytes();
        }
        if (result.end() instanceof Reply.Error error) {
            throw failed(error);
        }
        if (result.end() instanceof Reply.Done done && done.outcome() == Reply.Done.Outcome.SLOW) {
            slowMebibytes.add(offset >> 20);
            throw new SlowSourceException("%s: takes too long to read 0x%x".formatted(name(), offset + at));
        }
        if (at < length) {
            throw new WireException("%s: %d of %d bytes came from 0x%x on".formatted(name(), at, length, offset));
        }
        if (damaged) {
            // What is good around bad sectors will be asked for in pieces, and each look costs such a disk seconds.
            cache.keep(offset, Arrays.copyOfRange(plain, from, from + length));
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
