package org.p2vworkbench.disks.volume.lvm;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;

/**
 * What the kernel keeps in an rmeta volume about the rimage volume beside it (Linux drivers/md/dm-raid.c, struct
 * dm_raid_superblock). Little-endian, at the start.
 *
 * @param failed a bit per image of the set that was found failed; the first 64 only, LVM makes no more
 * @param recoveredTo the image's bytes below this are filled; -1 when all are
 * @param reshaping stopped in the middle of a change of layout
 * @param dataAtBytes where the data begins on the image: not 0 after some changes of layout
 */
record RaidSuperblock(
        long position, long events, long failed, long recoveredTo, long syncedTo, boolean reshaping, long dataAtBytes) {

    private static final int SIZE = 512;
    private static final long MAGIC = 0x64526d44L; // "DmRd"
    private static final int HAS_RESHAPE = 1;
    private static final int RESHAPE_ACTIVE = 1;
    private static final long SECTOR = 512;

    /** Empty for an rmeta volume that was never written to. */
    static Optional<RaidSuperblock> in(BlockSource metadata) throws IOException {
        if (metadata.size() < SIZE) {
            return Optional.empty();
        }
        Block at = Block.littleEndian(metadata, 0, SIZE);
        if (at.u32(0, "magic") != MAGIC) {
            return Optional.empty();
        }
        boolean extended = (at.u32(4, "compatFeatures") & HAS_RESHAPE) != 0;
        return Optional.of(new RaidSuperblock(
                at.u32(12, "arrayPosition"),
                at.bits64(16, "events"),
                at.bits64(24, "failedDevices"),
                bytes(at.bits64(32, "diskRecoveryOffset")),
                bytes(at.bits64(40, "arrayResyncOffset")),
                extended && (at.u32(60, "flags") & RESHAPE_ACTIVE) != 0,
                extended ? bytes(at.bits64(96, "dataOffset")) : 0));
    }

    /** All ones mean the end, whatever it is. */
    private static long bytes(long sectors) {
        return sectors < 0 || sectors > Long.MAX_VALUE / SECTOR ? -1 : sectors * SECTOR;
    }

    boolean tellsFailed(int image) {
        return image < Long.SIZE && (failed >>> image & 1) != 0;
    }
}
