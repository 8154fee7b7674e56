package org.p2vworkbench.disks.allocation.swap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Map;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.allocation.Allocation;
import org.p2vworkbench.disks.allocation.UnitMap;
import org.p2vworkbench.disks.allocation.UsedUnits;

/**
 * A swap area (Linux include/linux/swap.h, union swap_header): its first page says what it is, and nothing in the others
 * outlives a shutdown. A machine that hibernated has put its memory there and another magic on the first page.
 */
public final class SwapAllocation {

    private static final int[] PAGE_SIZES = {4096, 8192, 16384, 32768, 65536};
    private static final int MAGIC_BYTES = 10;

    /** Another filesystem made over an old swap area does not always wipe the magic, and must not be left out. */
    private static final Map<Integer, String> OTHERS = Map.of(0, "XFSB", 1080, "\u0053\u00ef", 65600, "_BHRfS_M");

    private SwapAllocation() {}

    public static Allocation of(BlockSource volume, String type) throws IOException {
        if (type.equals("swsuspend")) {
            return Allocation.unclean(
                    type,
                    PAGE_SIZES[0],
                    volume.size() / PAGE_SIZES[0],
                    volume.size() / PAGE_SIZES[0],
                    "The machine is hibernated and its memory is in this swap area; start it and shut it down to leave it out.");
        }
        refuseOthers(volume);
        int pageBytes = pageBytes(volume);
        long pages = volume.size() / pageBytes;
        return Allocation.mapped(type, pageBytes, pages, 1, new UnitMap(volume, new FirstPageOnly(pageBytes, pages)));
    }

    private static void refuseOthers(BlockSource volume) throws IOException {
        for (Map.Entry<Integer, String> other : OTHERS.entrySet()) {
            if (says(volume, other.getKey(), other.getValue())) {
                throw new DiskFormatException(
                        new DiskAddress(volume.name(), other.getKey()),
                        "the signature of another filesystem beside that of a swap area",
                        "Wipe the signature that is left over, or copy all blocks.");
            }
        }
    }

    private static boolean says(BlockSource volume, int at, String text) throws IOException {
        if (at > volume.size() - text.length()) {
            return false;
        }
        byte[] found = Block.littleEndian(volume, at, text.length()).slice(0, text.length());
        return new String(found, StandardCharsets.ISO_8859_1).equals(text);
    }

    /** The magic ends the first page, whose size is the machine's that made it. */
    private static int pageBytes(BlockSource volume) throws IOException {
        for (int pageBytes : PAGE_SIZES) {
            int at = pageBytes - MAGIC_BYTES;
            if (says(volume, at, "SWAPSPACE2") || says(volume, at, "SWAP-SPACE")) {
                return pageBytes;
            }
        }
        throw new DiskFormatException(
                new DiskAddress(volume.name(), 0), "no swap magic ends the first page", "Copy all blocks.");
    }

    private record FirstPageOnly(long unitBytes, long units) implements UsedUnits {

        @Override
        public long startBytes() {
            return 0;
        }

        @Override
        public int unitsPerPart() {
            return 1 << 19;
        }

        @Override
        public BitSet part(long index) {
            BitSet bits = new BitSet();
            bits.set(0, index == 0);
            return bits;
        }
    }
}
