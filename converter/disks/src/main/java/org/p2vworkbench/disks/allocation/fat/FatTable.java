package org.p2vworkbench.disks.allocation.fat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.allocation.UsedUnits;

/**
 * The table: an entry of 12, 16 or 32 bits per cluster, 0 where it is free. A bad cluster holds nothing that could be
 * read, so it is as good as free. The top four bits of a 32-bit entry are reserved; an entry with one of them set is not
 * touched by anybody and counts as in use, as partclone has it.
 */
final class FatTable implements UsedUnits {

    /** Even, so that parts of FAT12 start at whole bytes; 256 KiB of FAT32. */
    private static final int ENTRIES_PER_PART = 1 << 16;

    private final BlockSource volume;
    private final FatBootSector boot;

    FatTable(BlockSource volume, FatBootSector boot) {
        this.volume = volume;
        this.boot = boot;
    }

    @Override
    public long startBytes() {
        return boot.dataAt();
    }

    @Override
    public long unitBytes() {
        return (long) boot.sectorsPerCluster() * boot.sectorBytes();
    }

    @Override
    public long units() {
        return boot.clusters();
    }

    @Override
    public int unitsPerPart() {
        return ENTRIES_PER_PART;
    }

    @Override
    public BitSet part(long index) throws IOException {
        long first = index * ENTRIES_PER_PART + 2;
        int count = unitsIn(index);
        ByteBuffer in = read(first, count);
        BitSet used = new BitSet(count);
        for (int i = 0; i < count; i++) {
            long entry = entry(in, i);
            used.set(i, entry != 0 && entry != bad());
        }
        return used;
    }

    /** Entry {@code cluster}; the first two are marks. */
    long entry(int cluster) throws IOException {
        return entry(read(0, 2), cluster);
    }

    boolean uses(long cluster) throws IOException {
        return entry(read(cluster - cluster % 2, 2), (int) (cluster % 2)) != 0;
    }

    /** Entries from an even one on. */
    private ByteBuffer read(long first, int count) throws IOException {
        int bytes = (int) (((long) count * boot.bits() + Byte.SIZE - 1) / Byte.SIZE);
        return Block.littleEndian(volume, boot.tableAt() + first * boot.bits() / Byte.SIZE, bytes)
                .view();
    }

    private long entry(ByteBuffer in, int index) {
        if (boot.bits() == 32) {
            return in.getInt(index * 4) & 0xffff_ffffL;
        }
        if (boot.bits() == 16) {
            return in.getShort(index * 2) & 0xffff;
        }
        int at = index * 3 / 2;
        int pair = in.get(at) & 0xff | (in.get(at + 1) & 0xff) << 8;
        return index % 2 == 0 ? pair & 0xfff : pair >> 4;
    }

    private long bad() {
        return boot.bits() == 32 ? 0x0fff_fff7L : boot.bits() == 16 ? 0xfff7 : 0xff7;
    }
}
