package org.p2vworkbench.disks;

/** A run of bytes of one kind. */
public record Extent(long offset, long length, Kind kind) {

    /** What a source knows of a run without reading it. */
    public enum Kind {
        /** May hold anything; must be read. */
        DATA,
        /** Reads as zeros; need not be read. */
        ZERO
    }

    public Extent {
        if (offset < 0 || length <= 0 || offset + length < 0) {
            throw new IllegalArgumentException("extent of %d bytes at %d".formatted(length, offset));
        }
    }

    public long end() {
        return offset + length;
    }

    public boolean isZero() {
        return kind == Kind.ZERO;
    }
}
