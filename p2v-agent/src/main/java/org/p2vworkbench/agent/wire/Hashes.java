package org.p2vworkbench.agent.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * Hashes of chunks that follow each other within one extent.
 *
 * <pre>
 *   offset u64 | chunk bytes u32 | plain bytes u64 | count u16 | count × (state u8, SHA-256 32)
 * </pre>
 *
 * @param offset on the disk, where the first chunk begins
 * @param plainBytes of all these chunks; only the last can be shorter than {@code chunkBytes}
 */
public record Hashes(long offset, int chunkBytes, long plainBytes, List<Hash> hashes) implements Reply {

    private static final int HASH_BYTES = 1 + Fingerprint.HASH_BYTES;

    public Hashes {
        hashes = List.copyOf(hashes);
    }

    /** SHA-256 of one chunk's plain bytes. */
    public record Hash(State state, byte[] sha256) {}

    /** What is known of the bytes. */
    public enum State {
        /** All are zero. */
        ZERO,
        DATA,
        /** Some could not be read and count as zeros. Reading the chunk tells which. */
        LOSSY
    }

    static Hashes read(Fields in) throws WireException {
        long offset = in.u63("offset");
        long chunk = in.u32("chunk size");
        in.check(WireLimits.isChunkSize(chunk), "a chunk size of %d bytes", chunk);
        long plain = in.u63("plain size");
        int count = in.count("hashes", WireLimits.MOST_HASHES, HASH_BYTES);
        in.check(
                count > 0 && plain > (count - 1) * chunk && plain <= count * chunk && offset <= Long.MAX_VALUE - plain,
                "%d hashes of %d bytes for %d bytes at %d",
                count,
                chunk,
                plain,
                offset);
        List<Hash> hashes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int state = in.u8("state");
            in.check(state < State.values().length, "state %d", state);
            hashes.add(new Hash(State.values()[state], in.bytes(Fingerprint.HASH_BYTES, "hash")));
        }
        return new Hashes(offset, (int) chunk, plain, hashes);
    }

    void write(FieldSink out) {
        out.u64(offset).u32(chunkBytes).u64(plainBytes).u16(hashes.size());
        hashes.forEach(hash -> out.u8(hash.state().ordinal()).bytes(hash.sha256()));
    }
}
