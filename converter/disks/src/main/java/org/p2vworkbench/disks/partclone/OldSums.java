package org.p2vworkbench.disks.partclone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.p2vworkbench.disks.unpack.Unpacked;

/**
 * The checksums of format 0001 (partclone 0.2.91, src/partclone.c, crc32). Their loop never moves on, so a block counts
 * as its first byte, as often as it has bytes, and it all runs on from block to block. It shows where blocks begin, and
 * nothing of what is in them.
 */
final class OldSums {

    static final int SUM_BYTES = 4;
    /** What builds wrote that took an unsigned long for 4 bytes. */
    static final int WIDE_SUM_BYTES = 8;

    private final CRC32 crc = new CRC32();
    private final byte[] repeated;

    OldSums(int blockBytes) {
        repeated = new byte[blockBytes];
    }

    /** What partclone stores behind a block with this first byte. */
    int next(byte first) {
        Arrays.fill(repeated, first);
        crc.update(repeated);
        return ~(int) crc.getValue();
    }

    /** How many bytes each checksum takes; one block alone does not tell, and need not. */
    static int width(Unpacked in, int blockBytes, long used) throws IOException {
        if (used < 2) {
            return SUM_BYTES;
        }
        byte[] block = new byte[blockBytes];
        byte[] two = new byte[blockBytes + WIDE_SUM_BYTES + SUM_BYTES];
        in.readFully(block, 0, blockBytes);
        int got = in.read(two, 0, two.length);
        for (int width : new int[] {SUM_BYTES, WIDE_SUM_BYTES}) {
            OldSums sums = new OldSums(blockBytes);
            if (got >= width + blockBytes + SUM_BYTES
                    && stored(two, 0) == sums.next(block[0])
                    && stored(two, width + blockBytes) == sums.next(two[width])) {
                return width;
            }
        }
        throw in.damaged("the checksums of its first two blocks are not those of partclone", null);
    }

    static int stored(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    }
}
