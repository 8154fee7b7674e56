package org.p2vworkbench.disks.image.vhd;

import java.io.IOException;
import java.nio.ByteOrder;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.blocks.BlockMap;
import org.p2vworkbench.disks.image.blocks.Claims;
import org.p2vworkbench.disks.image.blocks.MetadataPages;
import org.p2vworkbench.disks.image.blocks.Run;
import org.p2vworkbench.disks.image.blocks.SectorBits;

/**
 * Where the blocks of a dynamic or differencing VHD are (specification, "Block Allocation Table and Data Blocks").
 *
 * <pre>
 *   table entry ──► bitmap, a bit per sector, padded to whole sectors │ the block
 * </pre>
 *
 * A sector whose bit is clear was never written: it is the parent's in a differencing disk and zeros in a dynamic one.
 */
final class VhdBlockMap implements BlockMap {

    private static final int SECTOR_BYTES = 512;
    private static final int ENTRY_BYTES = 4;
    private static final long UNUSED = 0xffffffffL;

    private final BlockSource file;
    private final SparseHeader header;
    private final long diskBytes;
    private final Run.Kind absent;
    private final MetadataPages pages;
    private final SectorBits bitmaps;

    VhdBlockMap(BlockSource file, SparseHeader header, long diskBytes, boolean hasParent) throws IOException {
        this.file = file;
        this.header = header;
        this.diskBytes = diskBytes;
        this.absent = hasParent ? Run.Kind.PARENT : Run.Kind.ZERO;
        this.pages = new MetadataPages(file, ByteOrder.BIG_ENDIAN);
        this.bitmaps = new SectorBits(pages, SectorBits.First.MOST_SIGNIFICANT);
        long blocks = diskBytes / header.blockBytes() + (diskBytes % header.blockBytes() == 0 ? 0 : 1);
        checkTable(blocks);
        checkBlocks(blocks);
    }

    private void checkTable(long needed) throws DiskFormatException {
        if (header.tableEntries() < needed) {
            throw header.block()
                    .damaged(
                            28,
                            "the block table has %d entries, a disk of %d bytes in blocks of %d needs %d"
                                    .formatted(header.tableEntries(), diskBytes, header.blockBytes(), needed),
                            "The header is damaged; copy the image again from where it came from.");
        }
        if (header.tableAt() > file.size() - needed * ENTRY_BYTES || header.tableAt() % ENTRY_BYTES != 0) {
            throw header.block()
                    .damaged(
                            16,
                            "the block table at 0x%x (%d entries) does not lie within the file of 0x%x bytes"
                                    .formatted(header.tableAt(), needed, file.size()),
                            "The image is cut short or damaged; copy it again from where it came from.");
        }
    }

    @Override
    public Run runAt(long offset, long limit) throws IOException {
        long index = offset / header.blockBytes();
        long entry = entry(index);
        return entry == UNUSED ? absentFrom(index, offset, limit) : sectors(index, entry, offset, limit);
    }

    private Run absentFrom(long index, long offset, long limit) throws IOException {
        long blocks = (limit - 1) / header.blockBytes() - index + 1;
        long end = index + pages.alike32(header.tableAt() + index * ENTRY_BYTES, blocks);
        return new Run(absent, Math.min(end * header.blockBytes(), limit) - offset, 0);
    }

    private Run sectors(long index, long entry, long offset, long limit) throws IOException {
        long bitmapAt = entry * SECTOR_BYTES;
        long blockAt = bitmapAt + header.bitmapBytes();
        long start = index * header.blockBytes();
        endInFile(index, entry);
        long sector = (offset - start) / SECTOR_BYTES;
        long limitSector = (Math.min(limit - start, header.blockBytes()) + SECTOR_BYTES - 1) / SECTOR_BYTES;
        long end = Math.min(limit, start + bitmaps.endOfRun(bitmapAt, sector, limitSector) * SECTOR_BYTES);
        return bitmaps.isSet(bitmapAt, sector)
                ? Run.stored(end - offset, blockAt + offset - start)
                : new Run(absent, end - offset, 0);
    }

    /** Reads the whole table once: better refuse a damaged image now than after an hour of copying. */
    private void checkBlocks(long blocks) throws IOException {
        Claims claims = new Claims(file.size());
        for (long index = 0; index < blocks; index++) {
            long entry = entry(index);
            if (entry != UNUSED) {
                long end = endInFile(index, entry);
                if (!claims.take(entry * SECTOR_BYTES, end - entry * SECTOR_BYTES)) {
                    throw damagedEntry(index, "block %d overlaps another block of the file".formatted(index));
                }
            }
        }
    }

    private long endInFile(long index, long entry) throws DiskFormatException {
        long bytes = Math.min(header.blockBytes(), diskBytes - index * header.blockBytes());
        long end = entry * SECTOR_BYTES + header.bitmapBytes() + bytes;
        if (end > file.size()) {
            throw damagedEntry(
                    index,
                    "block %d ends at 0x%x, beyond the end of the file at 0x%x".formatted(index, end, file.size()));
        }
        return end;
    }

    private DiskFormatException damagedEntry(long index, String what) {
        return new DiskFormatException(
                new DiskAddress(file.name(), header.tableAt() + index * ENTRY_BYTES),
                what,
                "The image is cut short or damaged; copy it again from where it came from.");
    }

    private long entry(long index) throws IOException {
        return pages.u32(header.tableAt() + index * ENTRY_BYTES);
    }
}
