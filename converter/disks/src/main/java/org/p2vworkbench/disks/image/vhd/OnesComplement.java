package org.p2vworkbench.disks.image.vhd;

import java.nio.ByteBuffer;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.DiskFormatException;

/** The checksum of VHD structures: the one's complement of the sum of all other bytes (specification, appendix). */
final class OnesComplement {

    private OnesComplement() {}

    static void verify(Block block, int checksumAt, String what) throws DiskFormatException {
        long found = block.u32(checksumAt, "checksum");
        long expected = of(block.view(), checksumAt);
        if (found != expected) {
            throw block.damaged(
                    checksumAt,
                    "%s checksum is 0x%08x, its bytes give 0x%08x".formatted(what, found, expected),
                    "The header is damaged; copy the image again, or repair it where it was made.");
        }
    }

    private static long of(ByteBuffer bytes, int checksumAt) {
        int sum = 0;
        for (int i = 0; i < bytes.limit(); i++) {
            if (i < checksumAt || i >= checksumAt + 4) {
                sum += Byte.toUnsignedInt(bytes.get(i));
            }
        }
        return Integer.toUnsignedLong(~sum);
    }
}
