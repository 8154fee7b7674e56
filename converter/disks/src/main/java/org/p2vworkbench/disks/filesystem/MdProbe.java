package org.p2vworkbench.disks.filesystem;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/**
 * A member of a Linux md array (Linux include/uapi/linux/raid/md_p.h). Superblock 0.90 lies 64 KiB before the last
 * multiple of 64 KiB, in the byte order of the machine that made it; 1.0 lies near the end, 1.1 at the start and 1.2
 * 4 KiB in, all little-endian.
 */
final class MdProbe implements Probe {

    private static final long MAGIC = 0xa92b4efcL;
    private static final int SUPERBLOCK_BYTES = 256;
    private static final long SECTOR = 512;
    private static final long RESERVED = 0x10000;

    @Override
    public Optional<FilesystemSignature> probe(BlockSource volume) throws IOException {
        long end = volume.size() & -RESERVED;
        Optional<FilesystemSignature> found = old(Glimpse.littleEndian(volume, end - RESERVED, SUPERBLOCK_BYTES));
        if (found.isEmpty()) {
            found = old(Glimpse.bigEndian(volume, end - RESERVED, SUPERBLOCK_BYTES));
        }
        long nearEnd = (volume.size() / SECTOR - 16 & -8) * SECTOR;
        long[] starts = {nearEnd, 0, 4096};
        for (int minor = 0; found.isEmpty() && minor < starts.length; minor++) {
            found = current(volume, starts[minor], minor);
        }
        return found;
    }

    private static Optional<FilesystemSignature> old(Optional<Glimpse> superblock) {
        return superblock
                .filter(found -> found.u32(0) == MAGIC && found.u32(4) == 0)
                .map(found -> new FilesystemSignature(
                        "linux_raid_member",
                        "0.%d.%d".formatted(found.u32(8), found.u32(12)),
                        "",
                        uuid(found.u32(20), found.u32(52), found.u32(56), found.u32(60))));
    }

    private static String uuid(long first, long second, long third, long fourth) {
        return "%08x-%04x-%04x-%04x-%04x%08x"
                .formatted(first, second >>> 16, second & 0xffff, third >>> 16, third & 0xffff, fourth);
    }

    private static Optional<FilesystemSignature> current(BlockSource volume, long at, int minor) throws IOException {
        return Glimpse.littleEndian(volume, at, SUPERBLOCK_BYTES)
                .filter(found -> found.u32(0) == MAGIC && found.u32(4) == 1 && found.bits64(144) == at / SECTOR)
                .map(found ->
                        new FilesystemSignature("linux_raid_member", "1." + minor, found.utf8(32, 32), found.uuid(16)));
    }
}
