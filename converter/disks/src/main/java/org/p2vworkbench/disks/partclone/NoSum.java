package org.p2vworkbench.disks.partclone;

/** For images without checksums. */
final class NoSum implements StripSum {

    @Override
    public void update(byte[] bytes, int from, int length) {
        // Nothing is added up.
    }

    @Override
    public byte[] stored() {
        return new byte[0];
    }

    @Override
    public void reset() {
        // There is nothing to forget.
    }
}
