package org.p2vworkbench.disks.allocation.xfs;

import java.util.zip.CRC32C;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.DiskFormatException;

/** The checksum of version 5: CRC-32C of a whole block with its own four bytes zero, stored little-endian. */
final class XfsChecksum {

    private XfsChecksum() {}

    static void require(Block block, int at) throws DiskFormatException {
        byte[] bytes = block.slice(0, block.length());
        int stored = Integer.reverseBytes(block.view().getInt(at));
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, at);
        crc.update(new byte[Integer.BYTES]);
        crc.update(bytes, at + Integer.BYTES, bytes.length - at - Integer.BYTES);
        if ((int) crc.getValue() != stored) {
            throw block.damaged(
                    at,
                    "the checksum is 0x%08x, the bytes give 0x%08x".formatted(stored, (int) crc.getValue()),
                    XfsSuperblock.CHECK);
        }
    }
}
