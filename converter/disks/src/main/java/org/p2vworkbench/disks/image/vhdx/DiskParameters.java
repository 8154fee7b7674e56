package org.p2vworkbench.disks.image.vhdx;

import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * What the known metadata items say together: the shape of the disk, checked.
 *
 * @param keepsBlocks blocks are never given back, the mark of a fixed disk
 */
record DiskParameters(
        long blockBytes, long diskBytes, int sectorBytes, boolean keepsBlocks, Optional<ParentLocator> parent) {

    private static final long MIB = 1 << 20;
    private static final long LARGEST_BLOCK_BYTES = 256 * MIB;
    private static final long LARGEST_DISK_BYTES = 64L << 40;
    private static final int LEAVE_BLOCKS_ALLOCATED = 1;
    private static final int HAS_PARENT = 2;

    /** [MS-VHDX] 2.5.1: a sector bitmap block of 1 MiB covers 2^23 sectors. */
    private static final long SECTORS_PER_CHUNK = 1 << 23;

    static DiskParameters of(MetadataTable metadata) throws DiskFormatException {
        Block file = metadata.demand(MetadataItem.FILE_PARAMETERS);
        int sectorBytes = sectorBytes(metadata.demand(MetadataItem.LOGICAL_SECTOR_SIZE));
        if (metadata.items().containsKey(MetadataItem.VIRTUAL_DISK_ID)) {
            metadata.demand(MetadataItem.VIRTUAL_DISK_ID).guid(0, "virtualDiskId");
        }
        if (metadata.items().containsKey(MetadataItem.PHYSICAL_SECTOR_SIZE)) {
            metadata.demand(MetadataItem.PHYSICAL_SECTOR_SIZE).u32(0, "physicalSectorSize");
        }
        long blockBytes = blockBytes(file);
        long flags = file.u32(4, "flags");
        boolean hasParent = (flags & HAS_PARENT) != 0;
        return new DiskParameters(
                blockBytes,
                diskBytes(metadata.demand(MetadataItem.VIRTUAL_DISK_SIZE), sectorBytes),
                sectorBytes,
                (flags & LEAVE_BLOCKS_ALLOCATED) != 0,
                hasParent
                        ? Optional.of(ParentLocator.parse(metadata.demand(MetadataItem.PARENT_LOCATOR)))
                        : Optional.empty());
    }

    private static long blockBytes(Block item) throws DiskFormatException {
        long bytes = item.u32(0, "blockSize");
        if (bytes < MIB || bytes > LARGEST_BLOCK_BYTES || Long.bitCount(bytes) != 1) {
            throw damaged(item, "block size is %d bytes, it must be a power of two from 1 to 256 MiB".formatted(bytes));
        }
        return bytes;
    }

    private static int sectorBytes(Block item) throws DiskFormatException {
        long bytes = item.u32(0, "logicalSectorSize");
        if (bytes != 512 && bytes != 4096) {
            throw damaged(item, "logical sector size is %d bytes, it must be 512 or 4096".formatted(bytes));
        }
        return (int) bytes;
    }

    private static long diskBytes(Block item, int sectorBytes) throws DiskFormatException {
        long bytes = item.size(0, "virtualDiskSize");
        if (bytes % sectorBytes != 0 || bytes > LARGEST_DISK_BYTES) {
            throw damaged(
                    item,
                    "disk size is %d bytes, it must be whole sectors of %d bytes and at most 64 TiB"
                            .formatted(bytes, sectorBytes));
        }
        return bytes;
    }

    private static DiskFormatException damaged(Block item, String what) {
        return item.damaged(0, what, "The image is damaged; copy it again from where it came from.");
    }

    long blocks() {
        return (diskBytes + blockBytes - 1) / blockBytes;
    }

    /** Payload blocks per sector bitmap block ([MS-VHDX] 2.5.1, "chunk ratio"). */
    long blocksPerChunk() {
        return SECTORS_PER_CHUNK * sectorBytes / blockBytes;
    }
}
