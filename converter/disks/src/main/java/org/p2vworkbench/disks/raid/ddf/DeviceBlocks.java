package org.p2vworkbench.disks.raid.ddf;

import java.io.IOException;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * A disk as its DDF metadata counts it.
 *
 * @param blockBytes the unit of all addresses and lengths: the device's logical block
 * @param bigEndian as the specification has it; some controllers write little-endian
 */
record DeviceBlocks(BlockSource disk, int blockBytes, boolean bigEndian) {

    static final String NEXT = "This copy of the disk's DDF metadata is damaged; the others are looked at.";

    /** What no section of a real disk exceeds: 64 bytes for each of 65535 disks. */
    private static final long LARGEST_SECTION = 8 << 20;

    /** All of a section, at least {@code least} bytes of it. */
    Block section(long lba, long blocks, int least) throws IOException {
        long bytes = Math.max(blocks * blockBytes, least);
        if (blocks < 0 || bytes > LARGEST_SECTION || lba < 0 || lba > disk.size() / blockBytes) {
            throw new DiskFormatException(
                    new DiskAddress(disk.name(), 0),
                    "a DDF section is said to have %d blocks at block %d, the disk has %d"
                            .formatted(blocks, lba, disk.size() / blockBytes),
                    NEXT);
        }
        return at(lba * blockBytes, (int) bytes);
    }

    Block at(long offset, int length) throws IOException {
        return bigEndian ? Block.bigEndian(disk, offset, length) : Block.littleEndian(disk, offset, length);
    }

    /** Throws unless a section starts with the four bytes it must start with. */
    static void expect(Block section, long magic, String what) throws DiskFormatException {
        long found = section.u32(0, "signature");
        if (found != magic) {
            throw section.damaged(
                    0, "no DDF %s: signature 0x%08x, expected 0x%08x".formatted(what, found, magic), NEXT);
        }
    }
}
