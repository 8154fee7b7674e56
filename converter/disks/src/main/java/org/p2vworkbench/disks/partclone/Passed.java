package org.p2vworkbench.disks.partclone;

import java.io.IOException;
import org.p2vworkbench.disks.unpack.Unpacked;

/** Reads past what was read before. */
final class Passed {

    private static final int PIECE_BYTES = 64 << 10;

    private Passed() {}

    static void over(Unpacked in, long bytes) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        for (long left = bytes; left > 0; left -= PIECE_BYTES) {
            in.readFully(piece, 0, (int) Math.min(left, PIECE_BYTES));
        }
    }
}
