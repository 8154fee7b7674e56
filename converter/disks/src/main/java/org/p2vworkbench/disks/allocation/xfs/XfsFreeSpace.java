package org.p2vworkbench.disks.allocation.xfs;

import java.io.IOException;
import java.util.BitSet;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.allocation.Recent;
import org.p2vworkbench.disks.allocation.UsedUnits;

/** All that is not in a free space tree or on a free list, over all allocation groups. */
final class XfsFreeSpace implements UsedUnits {

    private static final int UNITS_PER_PART = 1 << 19;
    private static final int HEADERS_KEPT = 256;

    private final BlockSource volume;
    private final XfsSuperblock superblock;
    private final XfsFreeTree tree;
    private final Recent<XfsFreeHeader> headers = new Recent<>(HEADERS_KEPT);

    XfsFreeSpace(BlockSource volume, XfsSuperblock superblock) {
        this.volume = volume;
        this.superblock = superblock;
        this.tree = new XfsFreeTree(volume, superblock);
    }

    @Override
    public long startBytes() {
        return 0;
    }

    @Override
    public long unitBytes() {
        return superblock.blockBytes();
    }

    @Override
    public long units() {
        return superblock.blocks();
    }

    @Override
    public int unitsPerPart() {
        return UNITS_PER_PART;
    }

    @Override
    public BitSet part(long index) throws IOException {
        long from = index * UNITS_PER_PART;
        long to = from + unitsIn(index);
        BitSet used = new BitSet(unitsIn(index));
        used.set(0, unitsIn(index));
        for (int group = groupOf(from); group <= groupOf(to - 1); group++) {
            long base = (long) group * superblock.groupBlocks();
            XfsFreeHeader header = header(group);
            XfsFreeTree.Runs free =
                    (first, count) -> used.clear((int) Math.max(0, Math.min(base + first, to) - from), (int)
                            Math.max(0, Math.min(base + first + count, to) - from));
            tree.walk(group, header, from - base, to - base, free);
            for (long block : header.freeList()) {
                free.free(block, 1);
            }
        }
        return used;
    }

    /** Reads all trees once: each must add up to what its group's header says, and leave the header alone. */
    void checkCounts() throws IOException {
        long headerBlocks = (4L * superblock.sectorBytes() + superblock.blockBytes() - 1) / superblock.blockBytes();
        for (int group = 0; group < superblock.groups(); group++) {
            XfsFreeHeader header = header(group);
            long[] sum = {0, Long.MAX_VALUE};
            tree.walk(group, header, 0, superblock.blocksOf(group), (first, count) -> {
                sum[0] += count;
                sum[1] = Math.min(sum[1], first);
            });
            if (sum[0] != header.freeBlocks() || sum[1] < headerBlocks) {
                throw new DiskFormatException(
                        new DiskAddress(volume.name(), superblock.groupAt(group)),
                        "group %d has %d free blocks by its header, %d by its tree, from block %d on"
                                .formatted(group, header.freeBlocks(), sum[0], sum[1]),
                        XfsSuperblock.CHECK);
            }
        }
    }

    private XfsFreeHeader header(int group) throws IOException {
        return headers.at(group, () -> XfsFreeHeader.read(volume, superblock, group));
    }

    private int groupOf(long block) {
        return (int) (block / superblock.groupBlocks());
    }
}
