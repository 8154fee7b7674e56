package org.p2vworkbench.disks.allocation.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.allocation.UsedUnits;

/**
 * The block bitmaps, one per group: a bit per block, or per cluster with bigalloc. A group whose bitmap was never written
 * (uninit_bg) holds nothing but the filesystem's own tables, and those are worked out.
 */
final class ExtBitmaps implements UsedUnits {

    private static final String CHECK = "Run 'e2fsck -f' on the unmounted filesystem, or copy all its blocks.";

    private final BlockSource volume;
    private final ExtSuperblock superblock;
    private final ExtGroups groups;
    private final ExtBackups backups;

    ExtBitmaps(BlockSource volume, ExtSuperblock superblock) {
        this.volume = volume;
        this.superblock = superblock;
        this.groups = new ExtGroups(volume, superblock);
        this.backups = new ExtBackups(superblock);
    }

    @Override
    public long startBytes() {
        return (long) superblock.firstDataBlock() * superblock.blockBytes();
    }

    @Override
    public long unitBytes() {
        return (long) superblock.blockBytes() * superblock.blocksPerCluster();
    }

    @Override
    public long units() {
        long blocks = superblock.blocks() - superblock.firstDataBlock();
        return (blocks + superblock.blocksPerCluster() - 1) / superblock.blocksPerCluster();
    }

    @Override
    public int unitsPerPart() {
        return superblock.blocksPerGroup() / superblock.blocksPerCluster();
    }

    @Override
    public BitSet part(long index) throws IOException {
        ExtGroup group = groups.group(index);
        BitSet own = ownBlocks(index, group);
        BitSet bits = group.unwritten() ? own : read(index, group, own);
        long free = unitsIn(index) - bits.get(0, unitsIn(index)).cardinality();
        // A descriptor without a bitmap may count free what the kernel would not: only a written one must agree.
        if (free != group.freeClusters() && !group.unwritten()) {
            throw new DiskFormatException(
                    group.at(),
                    "group %d has %d free blocks by its descriptor, %d by its bitmap"
                            .formatted(index, group.freeClusters(), free),
                    CHECK);
        }
        return bits;
    }

    private BitSet read(long index, ExtGroup group, BitSet own) throws IOException {
        Block in =
                Block.littleEndian(volume, group.blockBitmap() * superblock.blockBytes(), unitsPerPart() / Byte.SIZE);
        if (superblock.features().metadataChecksums()) {
            check(index, group, in);
        }
        BitSet bits = BitSet.valueOf(ByteBuffer.wrap(in.slice(0, in.length())));
        own.andNot(bits);
        if (!own.isEmpty()) {
            throw in.damaged(
                    own.nextSetBit(0) / Byte.SIZE,
                    "the bitmap of group %d has the filesystem's own tables as free".formatted(index),
                    CHECK);
        }
        return bits;
    }

    private void check(long index, ExtGroup group, Block in) throws DiskFormatException {
        int mask = superblock.descriptorBytes() >= 64 ? ~0 : 0xffff;
        int computed = ExtChecksum.crc32c(superblock.seed(), in.slice(0, in.length())) & mask;
        if (computed != group.bitmapChecksum()) {
            throw in.damaged(
                    0,
                    "the bitmap of group %d has checksum 0x%08x, its bytes give 0x%08x"
                            .formatted(index, group.bitmapChecksum(), computed),
                    CHECK);
        }
    }

    /**
     * What the filesystem keeps for itself in this group. Tables of other groups (flex_bg) lie only in groups with a
     * written bitmap, which every program that makes or grows filesystems takes care of; where not, none is believed.
     */
    private BitSet ownBlocks(long index, ExtGroup group) throws IOException {
        BitSet own = new BitSet(unitsPerPart());
        mark(own, index, superblock.firstBlockOf(index), backups.blocksOf(index));
        markTable(own, index, group, group.blockBitmap(), 1);
        markTable(own, index, group, group.inodeBitmap(), 1);
        markTable(own, index, group, group.inodeTable(), superblock.inodeTableBlocks());
        return own;
    }

    private void markTable(BitSet own, long index, ExtGroup group, long block, long count) throws IOException {
        mark(own, index, block, count);
        long last = superblock.groupOf(block + count - 1);
        for (long host = superblock.groupOf(block); host <= last; host++) {
            if (host != index && groups.group(host).unwritten()) {
                throw new DiskFormatException(
                        group.at(),
                        "tables of group %d lie in group %d, whose bitmap was never written".formatted(index, host),
                        CHECK);
            }
        }
    }

    private void mark(BitSet own, long index, long block, long count) {
        long first = superblock.firstBlockOf(index);
        long from = Math.max(block, first) - first;
        long to = Math.min(Math.min(block + count, superblock.blocks()) - first, superblock.blocksPerGroup());
        if (from < to) {
            own.set((int) (from / superblock.blocksPerCluster()), (int) ((to - 1) / superblock.blocksPerCluster()) + 1);
        }
    }
}
