package org.p2vworkbench.disks.allocation.xfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.allocation.Recent;

/**
 * The trees of free space by block number (XFS Algorithms and Data Structures, section 13.2.1, "bnobt"), one per
 * allocation group. Walked from the root, never along siblings, and each block must keep within what its parent says of
 * it: runs only go up, so that no tree, however damaged, can be walked for ever.
 */
final class XfsFreeTree {

    private static final int MAGIC = 0x41425442;
    private static final int CHECKED_MAGIC = 0x41423342;
    private static final int HEADER_BYTES = 16;
    private static final int CHECKED_HEADER_BYTES = 56;
    private static final int CHECKSUM_AT = 52;
    private static final int RECORD_BYTES = 8;
    private static final int POINTER_BYTES = 4;
    /** A root, a few nodes and leaves of the groups being read; 16 MiB at most. */
    private static final int BLOCKS_KEPT = 256;

    private final BlockSource volume;
    private final XfsSuperblock superblock;
    private final int headerBytes;
    private final Recent<ByteBuffer> blocks = new Recent<>(BLOCKS_KEPT);

    XfsFreeTree(BlockSource volume, XfsSuperblock superblock) {
        this.volume = volume;
        this.superblock = superblock;
        this.headerBytes = superblock.checked() ? CHECKED_HEADER_BYTES : HEADER_BYTES;
    }

    /** Told of each free run, in order. */
    interface Runs {
        void free(long firstBlock, long count);
    }

    /** A block of the tree, and which block numbers its runs may start with. */
    private record Place(int group, long block, int level, long least, long end) {}

    /** Tells the runs that may have a part between two blocks of a group. */
    void walk(int group, XfsFreeHeader header, long from, long to, Runs runs) throws IOException {
        walk(new Place(group, header.root(), header.levels() - 1, 0, superblock.blocksOf(group)), from, to, runs);
    }

    private void walk(Place place, long from, long to, Runs runs) throws IOException {
        ByteBuffer in = block(place);
        int count = in.getShort(6) & 0xffff;
        int most = (superblock.blockBytes() - headerBytes) / (RECORD_BYTES + (place.level() > 0 ? POINTER_BYTES : 0));
        // A group without a free block has an empty leaf for a root.
        boolean emptyRoot = place.level() == 0 && place.least() == 0;
        if (count > most || count == 0 && !emptyRoot) {
            throw damaged(place, "%d entries where %d have room".formatted(count, most));
        }
        if (place.level() == 0) {
            leaf(place, in, count, runs);
        } else {
            node(place, in, count, most, from, to, runs);
        }
    }

    private void leaf(Place place, ByteBuffer in, int count, Runs runs) throws DiskFormatException {
        long least = place.least();
        for (int i = 0; i < count; i++) {
            long first = in.getInt(headerBytes + i * RECORD_BYTES) & 0xffff_ffffL;
            long length = in.getInt(headerBytes + i * RECORD_BYTES + 4) & 0xffff_ffffL;
            if (first < least || length == 0 || first + length > place.end()) {
                throw damaged(
                        place,
                        "a free run of %d blocks at %d, between %d and %d"
                                .formatted(length, first, least, place.end()));
            }
            runs.free(first, length);
            least = first + length;
        }
    }

    private void node(Place place, ByteBuffer in, int count, int most, long from, long to, Runs runs)
            throws IOException {
        long least = place.least();
        for (int i = 0; i < count; i++) {
            long first = in.getInt(headerBytes + i * RECORD_BYTES) & 0xffff_ffffL;
            long end = i + 1 < count ? in.getInt(headerBytes + (i + 1) * RECORD_BYTES) & 0xffff_ffffL : place.end();
            if (first < least || end <= first || end > place.end()) {
                throw damaged(
                        place,
                        "a branch from block %d to %d, between %d and %d".formatted(first, end, least, place.end()));
            }
            long child = in.getInt(headerBytes + most * RECORD_BYTES + i * POINTER_BYTES) & 0xffff_ffffL;
            if (first < to && end > from) {
                walk(new Place(place.group(), child, place.level() - 1, first, end), from, to, runs);
            }
            least = end;
        }
    }

    private ByteBuffer block(Place place) throws IOException {
        if (place.block() == 0 || place.block() >= superblock.blocksOf(place.group())) {
            throw damaged(place, "this block is not in the group");
        }
        ByteBuffer in = blocks.at(addressOf(place), () -> read(addressOf(place)));
        if ((in.getShort(4) & 0xffff) != place.level()) {
            throw damaged(place, "level %d instead of %d".formatted(in.getShort(4) & 0xffff, place.level()));
        }
        return in;
    }

    private ByteBuffer read(long at) throws IOException {
        Block in = Block.bigEndian(volume, at, superblock.blockBytes());
        int magic = in.view().getInt(0);
        if (magic != (superblock.checked() ? CHECKED_MAGIC : MAGIC)) {
            throw in.damaged(0, "no block of a free space tree, found 0x%08x".formatted(magic), XfsSuperblock.CHECK);
        }
        if (superblock.checked()) {
            XfsChecksum.require(in, CHECKSUM_AT);
        }
        return in.view();
    }

    private long addressOf(Place place) {
        return superblock.groupAt(place.group()) + place.block() * superblock.blockBytes();
    }

    private DiskFormatException damaged(Place place, String what) {
        return new DiskFormatException(
                new DiskAddress(volume.name(), addressOf(place)),
                "in the free space tree of group %d: %s".formatted(place.group(), what),
                XfsSuperblock.CHECK);
    }
}
