package org.p2vworkbench.disks.image.vhd;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;

/** Dynamic disk header (specification, "Dynamic Disk Header Format"): where the block table is, and who the parent is. */
record SparseHeader(
        Block block,
        long tableAt,
        long tableEntries,
        long blockBytes,
        UUID parentId,
        String parentName,
        List<ParentLocator> parentLocators) {

    static final int SIZE = 1024;

    private static final long COOKIE = 0x6378737061727365L; // "cxsparse"
    private static final long SECTOR_BYTES = 512;

    static SparseHeader parse(BlockSource file, long offset) throws IOException {
        Block block = Block.bigEndian(file, offset, SIZE);
        if (block.bits64(0, "cookie") != COOKIE) {
            throw block.damaged(
                    0,
                    "no dynamic disk header: expected 'cxsparse', found '%s'".formatted(block.ascii(0, 8, "cookie")),
                    "The header is damaged; copy the image again from where it came from.");
        }
        OnesComplement.verify(block, 36, "dynamic disk header");
        block.bits64(8, "dataOffset");
        block.u32(24, "headerVersion");
        block.u32(56, "parentTimeStamp");
        return new SparseHeader(
                block,
                block.size(16, "tableOffset"),
                block.u32(28, "maxTableEntries"),
                blockBytes(block),
                block.uuid(40, "parentUniqueId"),
                block.utf16(64, 512, "parentUnicodeName"),
                ParentLocator.all(block, file));
    }

    /** The specification wants a power of two sectors; 2 MiB is usual. Anything else has no bitmap of whole bytes. */
    private static long blockBytes(Block block) throws DiskFormatException {
        long bytes = block.u32(32, "blockSize");
        if (bytes < SECTOR_BYTES || Long.bitCount(bytes) != 1) {
            throw block.damaged(
                    32,
                    "block size is %d bytes, it must be a power of two and at least %d".formatted(bytes, SECTOR_BYTES),
                    "The header is damaged; copy the image again from where it came from.");
        }
        return bytes;
    }

    /** The bitmap before each block: a bit per sector, in whole sectors. */
    long bitmapBytes() {
        long bits = blockBytes / SECTOR_BYTES;
        long bytes = (bits + 7) / 8;
        return (bytes + SECTOR_BYTES - 1) / SECTOR_BYTES * SECTOR_BYTES;
    }
}
