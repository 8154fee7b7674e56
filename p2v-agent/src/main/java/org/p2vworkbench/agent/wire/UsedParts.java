package org.p2vworkbench.agent.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the extents of a request have of one chunk. The agent takes those parts out of what it read, and the converter puts
 * them back to where they were.
 */
public final class UsedParts {

    private final long offset;
    private final int length;
    private final List<Extent> parts;
    private final int bytes;

    private UsedParts(long offset, int length, List<Extent> parts) {
        this.offset = offset;
        this.length = length;
        this.parts = parts;
        bytes = parts.stream().mapToInt(part -> (int) part.length()).sum();
    }

    /**
     * @param extents ascending, apart from each other
     * @param first number of the first extent that reaches into the chunk, or lies behind it
     */
    public static UsedParts of(List<Extent> extents, int first, long offset, int length) {
        List<Extent> parts = new ArrayList<>();
        for (int i = first; i < extents.size() && extents.get(i).offset() < offset + length; i++) {
            long from = Math.max(offset, extents.get(i).offset());
            long to = Math.min(offset + length, extents.get(i).end());
            if (from < to) {
                parts.add(new Extent(from, to - from));
            }
        }
        return new UsedParts(offset, length, parts);
    }

    /** All of a chunk. */
    static UsedParts whole(long offset, int length) {
        return new UsedParts(offset, length, List.of(new Extent(offset, length)));
    }

    public long chunkOffset() {
        return offset;
    }

    int chunkBytes() {
        return length;
    }

    /** How many bytes they have together. */
    int bytes() {
        return bytes;
    }

    boolean areAll() {
        return bytes == length;
    }

    /** Makes zeros of all that is in none of them. */
    public void blankGaps(byte[] chunk, int at) {
        int done = 0;
        for (Extent part : parts) {
            int from = (int) (part.offset() - offset);
            Arrays.fill(chunk, at + done, at + from, (byte) 0);
            done = from + (int) part.length();
        }
        Arrays.fill(chunk, at + done, at + length, (byte) 0);
    }

    /** One after the other. */
    void gather(byte[] chunk, byte[] into) {
        int done = 0;
        for (Extent part : parts) {
            System.arraycopy(chunk, (int) (part.offset() - offset), into, done, (int) part.length());
            done += (int) part.length();
        }
    }

    /** Back to where they were, with zeros between them. */
    void scatter(byte[] gathered, int gatheredFrom, byte[] chunk, int at) {
        blankGaps(chunk, at);
        int done = gatheredFrom;
        for (Extent part : parts) {
            System.arraycopy(gathered, done, chunk, at + (int) (part.offset() - offset), (int) part.length());
            done += (int) part.length();
        }
    }
}
