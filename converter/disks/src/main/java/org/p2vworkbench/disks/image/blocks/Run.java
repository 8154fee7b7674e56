package org.p2vworkbench.disks.image.blocks;

/**
 * Bytes of a virtual disk that come from one place.
 *
 * @param length bytes, at least 1
 * @param storedAt the offset in the image file of a {@link Kind#STORED} run, else 0
 */
public record Run(Kind kind, long length, long storedAt) {

    /** Where the bytes of a run come from. */
    public enum Kind {
        /** The image file, in one piece. */
        STORED,
        /** Nowhere: they are zeros. */
        ZERO,
        /** The same offset of the parent; zeros where there is no parent. */
        PARENT
    }

    public static Run stored(long length, long at) {
        return new Run(Kind.STORED, length, at);
    }

    public static Run zero(long length) {
        return new Run(Kind.ZERO, length, 0);
    }

    public static Run parent(long length) {
        return new Run(Kind.PARENT, length, 0);
    }

    boolean continuesWith(Run next) {
        return kind == next.kind && (kind != Kind.STORED || storedAt + length == next.storedAt);
    }

    Run extendedBy(Run next) {
        return new Run(kind, length + next.length, storedAt);
    }
}
