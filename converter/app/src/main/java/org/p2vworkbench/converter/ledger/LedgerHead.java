package org.p2vworkbench.converter.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * What a ledger is about: the disk's size, the chunk's size, and which source it was.
 *
 * <pre>
 *   magic 8 | disk bytes 8 | chunk bytes 4 | SHA-256 of the source's identity 32 | reserved 8 | CRC-32C of these 4
 * </pre>
 */
record LedgerHead(long diskBytes, int chunkBytes, byte[] source) {

    static final int BYTES = 64;

    private static final long MAGIC = 0x5032_564c_4544_4731L; // "P2VLEDG1"
    private static final int SOURCE_AT = 20;
    private static final int CHECKED_BYTES = BYTES - Integer.BYTES;
    private static final int LARGEST_CHUNK = 64 << 20;

    static LedgerHead of(long diskBytes, int chunkBytes, String sourceIdentity) {
        byte[] identity = sourceIdentity.getBytes(StandardCharsets.UTF_8);
        return new LedgerHead(diskBytes, chunkBytes, ChunkHash.of(identity, 0, identity.length));
    }

    long chunks() {
        return (diskBytes + chunkBytes - 1) / chunkBytes;
    }

    ByteBuffer written() {
        ByteBuffer out = ByteBuffer.allocate(BYTES);
        out.putLong(MAGIC).putLong(diskBytes).putInt(chunkBytes).put(source);
        return out.putInt(CHECKED_BYTES, checksum(out)).rewind();
    }

    /** The head in these bytes, or null when they are none. */
    static LedgerHead read(ByteBuffer in) {
        if (in.remaining() < BYTES || in.getLong(0) != MAGIC || in.getInt(CHECKED_BYTES) != checksum(in)) {
            return null;
        }
        byte[] source = new byte[ChunkHash.BYTES];
        in.get(SOURCE_AT, source);
        LedgerHead head = new LedgerHead(in.getLong(8), in.getInt(16), source);
        boolean sane = head.diskBytes >= 0
                && head.chunkBytes >= 512
                && head.chunkBytes <= LARGEST_CHUNK
                && head.diskBytes / head.chunkBytes < Integer.MAX_VALUE;
        return sane ? head : null;
    }

    boolean isAbout(LedgerHead other) {
        return diskBytes == other.diskBytes && chunkBytes == other.chunkBytes && Arrays.equals(source, other.source);
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(0).limit(CHECKED_BYTES));
        return (int) crc.getValue();
    }
}
