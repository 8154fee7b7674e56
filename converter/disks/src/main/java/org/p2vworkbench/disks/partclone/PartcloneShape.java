package org.p2vworkbench.disks.partclone;

import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.allocation.Allocation;
import org.p2vworkbench.disks.allocation.AllocationMap;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;

/**
 * How partclone counts a filesystem that is saved by its used blocks.
 *
 * @param program what follows "partclone." in the program that restores it, and names the image file: "ext4", "vfat"
 * @param filesystem as the header has it: "EXTFS"
 * @param deviceBytes of the filesystem or of its volume, as partclone 0.3.23 has it for this filesystem
 * @param blocks how many there are
 * @param map which bytes of them are in use
 */
public record PartcloneShape(
        String program, String filesystem, long deviceBytes, long blocks, int blockBytes, AllocationMap map) {

    private static final Map<String, String> NAMES = Map.of(
            "ext2", "EXTFS", "ext3", "EXTFS", "ext4", "EXTFS", "ntfs", "NTFS", "xfs", "XFS", "exfat", "EXFAT", "vfat",
            "FAT");

    /** A strip holds at least one block, and partclone's buffer is 1 MiB. */
    private static final int MOST_BLOCK_BYTES = 1 << 20;

    /** Empty for what has to be saved whole: its blocks are not known, or partclone has no program for it. */
    public static Optional<PartcloneShape> of(
            BlockSource volume, FilesystemSignature signature, Allocation allocation) {
        String name = NAMES.get(signature.type());
        boolean countable = allocation.map().isPresent()
                && allocation.blockBytes() >= 512
                && allocation.blockBytes() <= MOST_BLOCK_BYTES
                && Long.bitCount(allocation.blockBytes()) == 1
                && allocation.blocks() > 0
                && allocation.blocks() <= volume.size() / allocation.blockBytes();
        if (name == null || !countable) {
            return Optional.empty();
        }
        int blockBytes = (int) allocation.blockBytes();
        boolean ntfs = signature.type().equals("ntfs");
        long blocks = ntfs ? withBackup(volume, allocation) : allocation.blocks();
        boolean byFilesystem = name.equals("EXTFS") || name.equals("XFS");
        return Optional.of(new PartcloneShape(
                signature.type(),
                name.equals("FAT") ? signature.version() : name,
                byFilesystem ? blocks * blockBytes : volume.size(),
                blocks,
                blockBytes,
                allocation.map().get()));
    }

    /**
     * One more block where the volume has one: NTFS keeps a copy of its boot sector behind the last whole cluster.
     * Partclone itself leaves it out, and what it restores lacks the copy.
     */
    private static long withBackup(BlockSource volume, Allocation allocation) {
        return Math.min(allocation.blocks() + 1, volume.size() / allocation.blockBytes());
    }
}
