package org.p2vworkbench.disks.raid.ddf;

import java.io.IOException;
import org.p2vworkbench.disks.Block;

/**
 * What a disk knows of itself (DDF 2.0, section 5.10): which of the group's disks it is.
 *
 * @param reference as the group's records name it
 */
record DiskData(DdfCrc crc, DdfGuid guid, long reference) {

    private static final long MAGIC = 0x33333333L;

    static DiskData of(Block in) throws IOException {
        DeviceBlocks.expect(in, MAGIC, "physical disk data");
        return new DiskData(
                DdfCrc.of(in, DdfHeader.SIZE, in.length()), DdfGuid.of(in, 0x08), in.u32(0x20, "own reference"));
    }
}
