package org.p2vworkbench.disks.image.vhdx;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.DiskFormatException;

/** The checksum of VHDX structures: CRC-32C over the structure with its checksum field taken as zero. */
final class Crc32c {

    static final int FIELD_AT = 4;

    private Crc32c() {}

    static void verify(Block block, String what) throws DiskFormatException {
        long found = block.u32(FIELD_AT, "checksum");
        CRC32C sum = new CRC32C();
        update(sum, block.view());
        if (found != sum.getValue()) {
            throw block.damaged(
                    FIELD_AT,
                    "%s checksum is 0x%08x, its bytes give 0x%08x".formatted(what, found, sum.getValue()),
                    "The structure is damaged; copy the image again, or let Windows repair it with Mount-VHD.");
        }
    }

    /** Adds a structure, or the first part of one, with its checksum field as zero. */
    static void update(CRC32C sum, ByteBuffer structure) {
        ByteBuffer bytes = structure.duplicate();
        sum.update(bytes.duplicate().limit(FIELD_AT));
        sum.update(new byte[Integer.BYTES]);
        sum.update(bytes.position(FIELD_AT + Integer.BYTES));
    }
}
