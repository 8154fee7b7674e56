package org.p2vworkbench.disks.image.vdi;

import java.io.IOException;
import java.nio.ByteOrder;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.blocks.BlockMap;
import org.p2vworkbench.disks.image.blocks.Claims;
import org.p2vworkbench.disks.image.blocks.MetadataPages;
import org.p2vworkbench.disks.image.blocks.Run;

/** Where the blocks of a VDI are: a table entry is the number of the block in the data area. */
final class VdiBlockMap implements BlockMap {

    private static final int ENTRY_BYTES = 4;

    /** VDI_IMAGE_BLOCK_FREE: never written, the parent's or empty. */
    private static final long FREE = 0xffffffffL;

    /** VDI_IMAGE_BLOCK_ZERO: discarded, empty whatever the parent has. */
    private static final long ZERO = 0xfffffffeL;

    private final BlockSource file;
    private final VdiHeader header;
    private final MetadataPages table;

    VdiBlockMap(BlockSource file, VdiHeader header) throws IOException {
        this.file = file;
        this.header = header;
        this.table = new MetadataPages(file, ByteOrder.LITTLE_ENDIAN);
        long blocks =
                header.diskBytes() / header.blockBytes() + (header.diskBytes() % header.blockBytes() == 0 ? 0 : 1);
        checkTable(blocks);
        checkBlocks(blocks);
    }

    private void checkTable(long blocks) throws DiskFormatException {
        if (header.tableEntries() < blocks) {
            throw header.block()
                    .damaged(
                            384,
                            "the block table has %d entries, a disk of %d bytes in blocks of %d needs %d"
                                    .formatted(header.tableEntries(), header.diskBytes(), header.blockBytes(), blocks),
                            "The header is damaged; copy the image again from where it came from.");
        }
        if (header.tableAt() > file.size() - blocks * ENTRY_BYTES || header.tableAt() % ENTRY_BYTES != 0) {
            throw header.block()
                    .damaged(
                            340,
                            "the block table at 0x%x (%d entries) does not lie within the file of 0x%x bytes"
                                    .formatted(header.tableAt(), blocks, file.size()),
                            "The image is cut short or damaged; copy it again from where it came from.");
        }
    }

    /** Reads the whole table once: better refuse a damaged image now than after an hour of copying. */
    private void checkBlocks(long blocks) throws IOException {
        Claims claims = new Claims(file.size());
        for (long index = 0; index < blocks; index++) {
            long entry = entry(index);
            if (entry < ZERO && !claims.take(position(index, entry), blockBytes(index))) {
                throw damagedEntry(index, "block %d lies where another block lies".formatted(index));
            }
        }
    }

    @Override
    public Run runAt(long offset, long limit) throws IOException {
        long index = offset / header.blockBytes();
        long start = index * header.blockBytes();
        long length = Math.min(start + header.blockBytes(), limit) - offset;
        long entry = entry(index);
        if (entry < ZERO) {
            return Run.stored(length, position(index, entry) + offset - start);
        }
        long blocks =
                table.alike32(header.tableAt() + index * ENTRY_BYTES, (limit - 1) / header.blockBytes() - index + 1);
        long absent = Math.min((index + blocks) * header.blockBytes(), limit) - offset;
        return entry == FREE && header.hasParent() ? Run.parent(absent) : Run.zero(absent);
    }

    private long position(long index, long entry) throws DiskFormatException {
        long stride = header.blockBytes() + header.blockExtraBytes();
        long blocksInFile = (file.size() - header.dataAt()) / stride + 1;
        long at = entry < blocksInFile ? header.dataAt() + entry * stride + header.blockExtraBytes() : file.size();
        if (at > file.size() - blockBytes(index)) {
            throw damagedEntry(
                    index,
                    "block %d is the %dth of the data at 0x%x, beyond the end of the file at 0x%x"
                            .formatted(index, entry, header.dataAt(), file.size()));
        }
        return at;
    }

    private long blockBytes(long index) {
        return Math.min(header.blockBytes(), header.diskBytes() - index * header.blockBytes());
    }

    private long entry(long index) throws IOException {
        return table.u32(header.tableAt() + index * ENTRY_BYTES);
    }

    private DiskFormatException damagedEntry(long index, String what) {
        return new DiskFormatException(
                new DiskAddress(file.name(), header.tableAt() + index * ENTRY_BYTES),
                what,
                "The image is cut short or damaged; copy it again from where it came from.");
    }
}
