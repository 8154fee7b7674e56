package org.p2vworkbench.disks.partclone;

import java.io.IOException;
import org.p2vworkbench.disks.unpack.Unpacked;

/** A bitmap with a byte for each block, as format 0001 has it: 1 is in use, and anything else is not. */
final class BitmapBytes {

    private BitmapBytes() {}

    /** @param bits to set @param sum of what was read */
    static void read(Unpacked in, int blocks, byte[] bits, StripSum sum) throws IOException {
        byte[] bytes = new byte[blocks];
        in.readFully(bytes, 0, blocks);
        sum.update(bytes, 0, blocks);
        for (int i = 0; i < blocks; i++) {
            if (bytes[i] == 1) {
                bits[i / 8] |= (byte) (1 << i % 8);
            }
        }
    }
}
