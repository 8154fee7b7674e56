package org.p2vworkbench.agent.wire;

/**
 * Sizes that both ends hold each other to, so that neither can make the other allocate more.
 *
 * <pre>
 *   frame = length u32 | kind u8 | zero u8 ×3 | id u32 | body (length - 8 bytes)
 * </pre>
 *
 * All integers are big-endian and unsigned.
 */
public final class WireLimits {

    /** Of this protocol. An end says which range it speaks; the highest that both speak is used. */
    public static final int VERSION = 1;

    /** Bytes of a chunk when nobody asks for another size. */
    public static final int DEFAULT_CHUNK_BYTES = 1 << 20;

    /** Largest chunk that may be asked for; an agent short of memory may say less in {@link Reply.Welcome}. */
    public static final int LARGEST_CHUNK_BYTES = 4 << 20;

    /** Chunks are whole sectors, and the smallest ones hold a sector of any disk. */
    public static final int SMALLEST_CHUNK_BYTES = 4096;

    /** Chunk sizes are multiples of this. */
    public static final int CHUNK_UNIT_BYTES = 512;

    /** Disks of a machine, extents of a request, hashes in a reply: counts on the wire that stay small. */
    public static final int MOST_DISKS = 1024;

    public static final int MOST_EXTENTS = 1024;
    public static final int MOST_HASHES = 1024;

    /** Enough for every other sector of the largest chunk. */
    public static final int MOST_BAD_RANGES = LARGEST_CHUNK_BYTES / CHUNK_UNIT_BYTES / 2;

    /** Longest text field, in UTF-8; documents (the inventory) are as long as a reply may be. */
    public static final int LONGEST_TEXT_BYTES = 4096;

    /** Requests that may be unanswered on one lane. More are refused, not queued. */
    public static final int MOST_OUTSTANDING = 256;

    static final int LENGTH_BYTES = 4;
    /** What a frame's length counts before its body: kind, zeros, id. */
    static final int COUNTED_HEAD_BYTES = 8;

    static final int HEAD_BYTES = LENGTH_BYTES + COUNTED_HEAD_BYTES;
    static final int REQUEST_BODY_BYTES = 64 << 10;
    static final int REPLY_BODY_BYTES = LARGEST_CHUNK_BYTES + (64 << 10);

    /** Of an inventory or a survey, in UTF-8. */
    public static final int LONGEST_DOCUMENT_BYTES = REPLY_BODY_BYTES;

    private WireLimits() {}

    static boolean isChunkSize(long bytes) {
        return bytes >= SMALLEST_CHUNK_BYTES && bytes <= LARGEST_CHUNK_BYTES && bytes % CHUNK_UNIT_BYTES == 0;
    }
}
