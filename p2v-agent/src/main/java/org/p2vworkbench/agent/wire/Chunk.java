package org.p2vworkbench.agent.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a chunk.
 *
 * <pre>
 *   offset u64 | plain bytes u32 | encoding u8 | zero u8 | bad ranges u16 | SHA-256 32 | CRC-32C u32
 *   bad ranges × (from u32, length u32) | payload
 * </pre>
 *
 * @param offset on the disk
 * @param fingerprint of the plain bytes, with zeros where they could not be read
 * @param badRanges ascending, apart from each other
 * @param payload nothing, the plain bytes, or one zstd frame of them, by encoding, of all or of what was asked for. Of a chunk that was received it is
 *     the receiver's to keep, of one that was encoded valid until the next is
 */
public record Chunk(
        long offset,
        int plainBytes,
        Encoding encoding,
        Fingerprint fingerprint,
        List<BadRange> badRanges,
        ByteBuffer payload)
        implements Reply {

    /** What is in the payload. */
    public enum Encoding {
        ZERO,
        RAW,
        ZSTD,
        /** The parts that were asked for, one after the other; all else is zeros. */
        PARTS,
        /** One zstd frame of those. */
        ZSTD_PARTS
    }

    private static final int BAD_RANGE_BYTES = 8;

    public Chunk {
        badRanges = List.copyOf(badRanges);
    }

    static Chunk read(Fields in) throws WireException {
        long offset = in.u63("offset");
        long plain = in.u32("plain size");
        in.check(plain > 0 && plain <= WireLimits.LARGEST_CHUNK_BYTES, "a plain size of %d bytes", plain);
        in.check(offset <= Long.MAX_VALUE - plain, "the offset 0x%x", offset);
        int encoding = in.u8("encoding");
        in.check(encoding < Encoding.values().length, "encoding %d", encoding);
        in.check(in.u8("zero") == 0, "something else than zero after the encoding");
        int count = in.count("bad ranges", WireLimits.MOST_BAD_RANGES, BAD_RANGE_BYTES);
        byte[] hash = in.bytes(Fingerprint.HASH_BYTES, "hash");
        int crc = (int) in.u32("checksum");
        List<BadRange> bad = badRanges(in, count, plain);
        int payload = in.left();
        Encoding known = Encoding.values()[encoding];
        boolean fits =
                switch (known) {
                    case ZERO -> payload == 0;
                    case RAW -> payload == plain;
                    case ZSTD, PARTS, ZSTD_PARTS -> payload > 0 && payload < plain;
                };
        in.check(fits, "%d bytes of payload for %d plain bytes as %s", payload, plain, known);
        return new Chunk(offset, (int) plain, known, new Fingerprint(hash, crc), bad, in.rest());
    }

    private static List<BadRange> badRanges(Fields in, int count, long plain) throws WireException {
        List<BadRange> ranges = new ArrayList<>(count);
        long end = 0;
        for (int i = 0; i < count; i++) {
            long from = in.u32("bad range");
            long length = in.u32("length of a bad range");
            in.check(
                    from >= end && length > 0 && from + length <= plain,
                    "a bad range of %d bytes at %d, expected one within %d to %d",
                    length,
                    from,
                    end,
                    plain);
            ranges.add(new BadRange((int) from, (int) length));
            end = from + length;
        }
        return ranges;
    }

    /** All but the payload. */
    byte[] head() {
        FieldSink out = new FieldSink();
        out.u64(offset).u32(plainBytes).u8(encoding.ordinal()).u8(0).u16(badRanges.size());
        out.bytes(fingerprint.sha256()).u32(Integer.toUnsignedLong(fingerprint.crc32c()));
        badRanges.forEach(bad -> out.u32(bad.from()).u32(bad.length()));
        return out.written();
    }
}
