package org.p2vworkbench.disks.image.vhdx;

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
 * Where the blocks of a VHDX are ([MS-VHDX] 2.5).
 *
 * <pre>
 *   table:  payload 0 … payload r-1 │ bitmap of these r │ payload r … payload 2r-1 │ bitmap │ …
 *   entry:  63 … 20 offset in MiB │ 19 … 3 reserved │ 2 … 0 state
 * </pre>
 *
 * Bitmap entries mean something only in differencing disks; in others QEMU up to 7.2 leaves rubbish there.
 */
final class VhdxBlockMap implements BlockMap {

    private static final int ENTRY_BYTES = 8;
    private static final int MIB_BITS = 20;
    private static final long BITMAP_BYTES = 1 << MIB_BITS;

    private static final int NOT_PRESENT = 0;
    private static final int UNDEFINED = 1;
    private static final int ZERO = 2;
    private static final int UNMAPPED = 3;
    private static final int UNMAPPED_IN_DRAFT_0_95 = 5;
    private static final int FULLY_PRESENT = 6;
    private static final int PARTIALLY_PRESENT = 7;

    private final BlockSource file;
    private final RegionTable.Region table;
    private final DiskParameters disk;
    private final MetadataPages pages;
    private final SectorBits bitmaps;

    VhdxBlockMap(BlockSource file, RegionTable.Region table, DiskParameters disk) throws IOException {
        this.file = file;
        this.table = table;
        this.disk = disk;
        this.pages = new MetadataPages(file, ByteOrder.LITTLE_ENDIAN);
        this.bitmaps = new SectorBits(pages, SectorBits.First.LEAST_SIGNIFICANT);
        checkTable();
        checkBlocks();
    }

    private void checkTable() throws DiskFormatException {
        long blocks = disk.blocks();
        long needed = disk.parent().isPresent()
                ? (blocks + disk.blocksPerChunk() - 1) / disk.blocksPerChunk() * (disk.blocksPerChunk() + 1)
                : blocks + Math.max(0, blocks - 1) / disk.blocksPerChunk();
        if (needed > table.bytes() / ENTRY_BYTES) {
            throw new DiskFormatException(
                    new DiskAddress(file.name(), table.at()),
                    "the block table has room for %d entries, a disk of %d bytes in blocks of %d needs %d"
                            .formatted(table.bytes() / ENTRY_BYTES, disk.diskBytes(), disk.blockBytes(), needed),
                    "The image is damaged; copy it again from where it came from.");
        }
    }

    /** Reads the whole table once: better refuse a damaged image now than after an hour of copying. */
    private void checkBlocks() throws IOException {
        Claims claims = new Claims(file.size());
        long chunkWithBitmap = -1;
        for (long index = 0; index < disk.blocks(); index++) {
            long entry = payloadEntry(index);
            int state = state(entry);
            if (state == FULLY_PRESENT || state == PARTIALLY_PRESENT) {
                claim(claims, payloadAt(index), position(index, entry), blockBytes(index));
            }
            long chunk = index / disk.blocksPerChunk();
            if (state == PARTIALLY_PRESENT && chunk != chunkWithBitmap) {
                claim(claims, bitmapEntryAt(chunk), bitmapPosition(index), BITMAP_BYTES);
                chunkWithBitmap = chunk;
            }
        }
    }

    private void claim(Claims claims, long entryAt, long position, long bytes) throws DiskFormatException {
        if (!claims.take(position, bytes)) {
            throw damaged(entryAt, "block at 0x%x overlaps another block of the file".formatted(position));
        }
    }

    private long blockBytes(long index) {
        return Math.min(disk.blockBytes(), disk.diskBytes() - index * disk.blockBytes());
    }

    @Override
    public Run runAt(long offset, long limit) throws IOException {
        long index = offset / disk.blockBytes();
        long entry = payloadEntry(index);
        long start = index * disk.blockBytes();
        long length = Math.min(start + disk.blockBytes(), limit) - offset;
        return switch (state(entry)) {
            case NOT_PRESENT -> absentFrom(index, offset, limit);
            case UNDEFINED, ZERO, UNMAPPED, UNMAPPED_IN_DRAFT_0_95 -> Run.zero(length);
            case FULLY_PRESENT -> Run.stored(length, position(index, entry) + offset - start);
            case PARTIALLY_PRESENT -> sectors(index, entry, offset, offset + length);
            default -> throw damaged(payloadAt(index), "block state %d is not known".formatted(state(entry)));
        };
    }

    /** As far as the chunk goes: its last entry is that of a bitmap. */
    private Run absentFrom(long index, long offset, long limit) throws IOException {
        long inChunk = disk.blocksPerChunk() - index % disk.blocksPerChunk();
        long blocks = Math.min(inChunk, (limit - 1) / disk.blockBytes() - index + 1);
        long end = index + pages.alike64(payloadAt(index), blocks);
        long length = Math.min(end * disk.blockBytes(), limit) - offset;
        return disk.parent().isPresent() ? Run.parent(length) : Run.zero(length);
    }

    private Run sectors(long index, long entry, long offset, long limit) throws IOException {
        long chunkStart = index / disk.blocksPerChunk() * disk.blocksPerChunk() * disk.blockBytes();
        long bitmapAt = bitmapPosition(index);
        long sector = (offset - chunkStart) / disk.sectorBytes();
        long limitSector = (limit - chunkStart + disk.sectorBytes() - 1) / disk.sectorBytes();
        long end = chunkStart + bitmaps.endOfRun(bitmapAt, sector, limitSector) * disk.sectorBytes();
        long length = Math.min(end, limit) - offset;
        return bitmaps.isSet(bitmapAt, sector)
                ? Run.stored(length, position(index, entry) + offset - index * disk.blockBytes())
                : Run.parent(length);
    }

    private long bitmapPosition(long index) throws IOException {
        long at = bitmapEntryAt(index / disk.blocksPerChunk());
        long entry = pages.bits64(at);
        if (disk.parent().isEmpty() || state(entry) != FULLY_PRESENT) {
            throw damaged(
                    payloadAt(index),
                    "block %d is partly present, but has no sector bitmap (entry 0x%x)".formatted(index, entry));
        }
        return positionInFile(at, entry, BITMAP_BYTES);
    }

    private long position(long index, long entry) throws DiskFormatException {
        return positionInFile(payloadAt(index), entry, blockBytes(index));
    }

    private long positionInFile(long entryAt, long entry, long bytes) throws DiskFormatException {
        long mib = entry >>> MIB_BITS;
        if (mib == 0 || mib > file.size() >> MIB_BITS || mib << MIB_BITS > file.size() - bytes) {
            throw damaged(
                    entryAt,
                    "a block of %d bytes at MiB %d does not lie within the file of 0x%x bytes"
                            .formatted(bytes, mib, file.size()));
        }
        return mib << MIB_BITS;
    }

    private static int state(long entry) {
        return (int) (entry & 7);
    }

    private long payloadEntry(long index) throws IOException {
        return pages.bits64(payloadAt(index));
    }

    private long payloadAt(long index) {
        return table.at() + (index + index / disk.blocksPerChunk()) * ENTRY_BYTES;
    }

    private long bitmapEntryAt(long chunk) {
        return table.at() + (chunk * (disk.blocksPerChunk() + 1) + disk.blocksPerChunk()) * ENTRY_BYTES;
    }

    private DiskFormatException damaged(long at, String what) {
        return new DiskFormatException(
                new DiskAddress(file.name(), at),
                what,
                "The image is cut short or damaged; copy it again from where it came from.");
    }
}
