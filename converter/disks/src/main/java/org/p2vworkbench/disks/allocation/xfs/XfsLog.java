package org.p2vworkbench.disks.allocation.xfs;

import java.io.IOException;
import java.util.OptionalLong;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;

/**
 * Whether the log ends with an unmount (XFS Algorithms and Data Structures, chapter 14; Linux fs/xfs/xfs_log_recover.c,
 * xlog_find_head and xlog_check_unmount_rec).
 *
 * <p>The log is a ring of 512-byte blocks. Each starts with the number of the round that wrote it, or with a record
 * header, which has that number in its second word. So the blocks of this round come first, those of the round before
 * follow, and between them is the head. A clean log has a record there with one operation, and that is an unmount.
 *
 * <pre>
 *   | 7 7 7 7 7 7 | 6 6 6 6 6 6 |    after seven rounds        | 1 1 1 | 0 0 0 0 |    never once round
 *                 ^ head                                                ^ head
 * </pre>
 *
 * <p>Here only a clean end is looked for. Whatever is unlike one, is not one.
 */
final class XfsLog {

    private static final int BLOCK_BYTES = 512;
    private static final long RECORD = 0xfeedbabeL;
    /** XLOG_HEADER_CYCLE_SIZE: a header block tells of so many bytes of its record. */
    private static final int HEADER_COVERS_BYTES = 32768;
    /** XLOG_MAX_RECORD_BSIZE, 256 KiB, and its headers. */
    private static final int MOST_RECORD_BLOCKS = 512 + 8;

    private static final int VERSION_2 = 2;
    private static final int UNMOUNT = 0x20;

    private final BlockSource volume;
    private final long logAt;
    private final long blocks;

    XfsLog(BlockSource volume, XfsSuperblock superblock) {
        this.volume = volume;
        this.logAt = superblock.logAt();
        this.blocks = superblock.logBytes() / BLOCK_BYTES;
    }

    boolean endsWithUnmount() throws IOException {
        if (round(0) == 0) {
            return blocksAreZero();
        }
        long head = head();
        OptionalLong record = recordBefore(head);
        if (record.isEmpty()) {
            return false;
        }
        Block header = block(record.getAsLong());
        long headers = headers(header);
        long bytes = header.u32(12, "h_len");
        long end = record.getAsLong() + headers + (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES;
        if (end % blocks != head % blocks || header.u32(40, "h_num_logops") != 1) {
            return false;
        }
        return (block((record.getAsLong() + headers) % blocks).u8(9, "oh_flags") & UNMOUNT) != 0;
    }

    /** A log of zeros was never written to, as far as its ends tell. */
    private boolean blocksAreZero() throws IOException {
        return round(blocks - 1) == 0 && round(blocks / 2) == 0;
    }

    /** The first block that this round has not written; the number of blocks when it has written all. */
    private long head() throws IOException {
        long current = round(0);
        long low = 0;
        long high = blocks;
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            if (round(middle) == current) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private OptionalLong recordBefore(long head) throws IOException {
        for (long back = 1; back <= Math.min(MOST_RECORD_BLOCKS, blocks); back++) {
            long at = Math.floorMod(head - back, blocks);
            if (block(at).u32(0, "h_magicno") == RECORD) {
                return OptionalLong.of(at);
            }
        }
        return OptionalLong.empty();
    }

    private static long headers(Block header) {
        long size = header.u32(320, "h_size");
        boolean long2 = (header.u32(8, "h_version") & VERSION_2) != 0 && size > HEADER_COVERS_BYTES;
        return long2 ? (size + HEADER_COVERS_BYTES - 1) / HEADER_COVERS_BYTES : 1;
    }

    private long round(long index) throws IOException {
        Block block = block(index);
        long first = block.u32(0, "cycle");
        return first == RECORD ? block.u32(4, "h_cycle") : first;
    }

    private Block block(long index) throws IOException {
        return Block.bigEndian(volume, logAt + index * BLOCK_BYTES, BLOCK_BYTES);
    }
}
