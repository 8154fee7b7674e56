package org.p2vworkbench.converter.ledger;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * One record of a ledger: a chunk and its hash, or a run of chunks that are zeros.
 *
 * <pre>
 *   chunk 8 | chunks 4 | state 1 | pass 1 | reserved 2 | SHA-256 32 | CRC-32C of these 4
 * </pre>
 *
 * Big-endian. The hash of a zero run is left zero: it follows from the length.
 */
public record LedgerEntry(long chunk, int count, State state, int pass, byte[] hash) {

    static final int BYTES = 52;

    private static final int CHECKED_BYTES = BYTES - Integer.BYTES;
    private static final int STATE_AT = 12;
    private static final int HASH_AT = 16;

    /** What is known of a chunk's bytes. */
    public enum State {
        /** Zeros, by the word of the source. */
        ZERO,
        /** Read and hashed. */
        DATA,
        /** Read in part; what could not be read was written as zeros, and the hash is of what was written. */
        LOSSY
    }

    void write(ByteBuffer out) {
        int at = out.position();
        out.putLong(chunk)
                .putInt(count)
                .put((byte) state.ordinal())
                .put((byte) pass)
                .putShort((short) 0);
        out.put(hash);
        out.putInt(checksum(out, at));
    }

    /** The record at the buffer's position, or null when those bytes are none. */
    static LedgerEntry read(ByteBuffer in) {
        int at = in.position();
        in.position(at + BYTES);
        int state = in.get(at + STATE_AT);
        if (in.getInt(at + CHECKED_BYTES) != checksum(in, at) || state < 0 || state >= State.values().length) {
            return null;
        }
        byte[] hash = new byte[ChunkHash.BYTES];
        in.get(at + HASH_AT, hash);
        int pass = Byte.toUnsignedInt(in.get(at + STATE_AT + 1));
        return new LedgerEntry(in.getLong(at), in.getInt(at + 8), State.values()[state], pass, hash);
    }

    boolean liesWithin(long chunks) {
        return chunk >= 0 && count > 0 && chunk <= chunks - count;
    }

    private static int checksum(ByteBuffer bytes, int at) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(at).limit(at + CHECKED_BYTES));
        return (int) crc.getValue();
    }
}
