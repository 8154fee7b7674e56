package org.p2vworkbench.disks.partclone;

/** A checksum that runs over the blocks of a strip, or of the whole image. */
public interface StripSum {

    /** Adds bytes: whole sectors of 512, since blocks consist of these. */
    void update(byte[] bytes, int from, int length);

    /** The sum so far, as it stands in an image. May go on after it. */
    byte[] stored();

    /** Begins anew. */
    void reset();
}
