package org.p2vworkbench.agent.wire;

/** A range of a disk's bytes that is not empty. */
public record Extent(long offset, long length) {

    public Extent {
        if (offset < 0 || length <= 0 || offset > Long.MAX_VALUE - length) {
            throw new IllegalArgumentException("no extent: offset %d, length %d".formatted(offset, length));
        }
    }

    public long end() {
        return offset + length;
    }

    static Extent read(Fields in) throws WireException {
        long offset = in.u63("offset of an extent");
        long length = in.u63("length of an extent");
        in.check(length > 0 && offset <= Long.MAX_VALUE - length, "an extent that is empty or ends nowhere");
        return new Extent(offset, length);
    }

    void write(FieldSink out) {
        out.u64(offset).u64(length);
    }
}
