package org.p2vworkbench.disks.raid.ddf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.raid.set.RaidDisk;

/**
 * Finds the copies of a disk's DDF metadata.
 *
 * <p>The specification puts the anchor into the last block. Firmware does not always: Adaptec's is 257 blocks from the
 * end, that of LSI and Dell has been seen elsewhere in the last 32 MiB. So where the known places give no copy that is
 * whole, all of that is searched for headers of any kind.
 */
final class HeaderSearch {

    private static final long SEARCHED = 32L << 20;
    private static final int WINDOW = 1 << 20;
    private static final int STEP = 512;
    private static final int MOST_HEADERS = 64;
    private static final List<Integer> BLOCKS_FROM_END = List.of(1, 257);

    private final BlockSource disk;
    private final List<Integer> blockSizes;
    private final List<DdfCopy> copies = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private boolean sawHeader;

    private HeaderSearch(RaidDisk disk) {
        this.disk = disk.bytes();
        this.blockSizes = disk.sectorBytes().map(List::of).orElse(List.of(512, 4096));
    }

    /**
     * What was found, and anything odd about where.
     *
     * @param sawHeader whether there was a header at all, be it one that leads nowhere
     */
    record Found(List<DdfCopy> copies, List<String> notes, boolean sawHeader) {}

    static Found on(RaidDisk disk) throws IOException {
        HeaderSearch search = new HeaderSearch(disk);
        search.lookAtKnownPlaces();
        if (search.copies.stream().noneMatch(DdfCopy::isSound)) {
            search.searchEnd();
        }
        return new Found(search.copies, search.notes, search.sawHeader);
    }

    private void lookAtKnownPlaces() throws IOException {
        for (int blockBytes : blockSizes) {
            for (int fromEnd : BLOCKS_FROM_END) {
                long lba = disk.size() / blockBytes - fromEnd;
                if (lba >= 0 && lookAt(lba * blockBytes, blockBytes) && fromEnd != 1) {
                    notes.add("%s: the DDF anchor is %d blocks from the end, as Adaptec writes it."
                            .formatted(disk.name(), fromEnd));
                }
            }
        }
    }

    private void searchEnd() throws IOException {
        for (long offset : headersInTheEnd()) {
            for (int blockBytes : blockSizes) {
                if (offset % blockBytes == 0 && lookAt(offset, blockBytes)) {
                    notes.add("%s: DDF header found by searching, at 0x%x.".formatted(disk.name(), offset));
                }
            }
        }
    }

    private Set<Long> headersInTheEnd() throws IOException {
        Set<Long> found = new TreeSet<>();
        long end = disk.size() - disk.size() % STEP;
        long start = Math.max(0, end - SEARCHED);
        ByteBuffer window = ByteBuffer.allocate(WINDOW);
        for (long at = start - start % STEP; at < end; at += WINDOW) {
            window.clear().limit((int) Math.min(WINDOW, end - at));
            disk.read(at, window);
            for (int i = 0; i < window.limit() && found.size() < MOST_HEADERS; i += STEP) {
                if (order(window.getInt(i)).isPresent()) {
                    found.add(at + i);
                }
            }
        }
        return found;
    }

    /** Whether a header at {@code offset} led to a copy that was not known before. */
    private boolean lookAt(long offset, int blockBytes) throws IOException {
        if (offset > disk.size() - DdfHeader.SIZE) {
            return false;
        }
        Optional<ByteOrder> order =
                order(Block.bigEndian(disk, offset, 4).view().getInt());
        if (order.isEmpty()) {
            return false;
        }
        sawHeader = true;
        DeviceBlocks blocks = new DeviceBlocks(disk, blockBytes, order.get() == ByteOrder.BIG_ENDIAN);
        DdfHeader header = DdfHeader.read(blocks, offset / blockBytes);
        if (header.type() != DdfHeader.ANCHOR) {
            return addCopy(blocks, header.lba());
        }
        if (header.crc() == DdfCrc.NEITHER) {
            notes.add("%s: the checksum of the DDF anchor at 0x%x is wrong.".formatted(disk.name(), offset));
        }
        boolean primary = addCopy(blocks, header.primaryLba());
        boolean secondary = addCopy(blocks, header.secondaryLba());
        return primary || secondary;
    }

    private boolean addCopy(DeviceBlocks blocks, long lba) throws IOException {
        if (lba < 0 || copies.stream().anyMatch(known -> isAt(known, blocks, lba))) {
            return false;
        }
        try {
            DdfCopy copy = CopyReader.read(blocks, lba);
            // With the wrong block size the sections are elsewhere, and none of them is what it should be.
            boolean plausible = copy.own().isPresent() || !copy.physical().isEmpty();
            if (plausible) {
                copies.add(copy);
            }
            return plausible;
        } catch (DiskFormatException noHeader) {
            return false;
        }
    }

    private static boolean isAt(DdfCopy known, DeviceBlocks blocks, long lba) {
        return known.from().blockBytes() == blocks.blockBytes()
                && known.header().lba() == lba;
    }

    private static Optional<ByteOrder> order(int magic) {
        if (magic == DdfHeader.MAGIC) {
            return Optional.of(ByteOrder.BIG_ENDIAN);
        }
        return magic == Integer.reverseBytes(DdfHeader.MAGIC) ? Optional.of(ByteOrder.LITTLE_ENDIAN) : Optional.empty();
    }
}
