package org.p2vworkbench.fixups.windows.cabinet;

import java.io.IOException;

/** Counts what is read of a cabinet. */
final class Counted implements CabinetBytes {

    private final CabinetBytes cabinet;
    private long bytes;
    private int longest;

    Counted(CabinetBytes cabinet) {
        this.cabinet = cabinet;
    }

    @Override
    public String name() {
        return cabinet.name();
    }

    @Override
    public long size() {
        return cabinet.size();
    }

    @Override
    public byte[] read(long offset, int length) throws IOException {
        bytes += length;
        longest = Math.max(longest, length);
        return cabinet.read(offset, length);
    }

    long bytes() {
        return bytes;
    }

    int longest() {
        return longest;
    }
}
