package org.p2vworkbench.disks.image.blocks;

import java.io.IOException;

/** Bitmaps that say, sector by sector, what a block holds itself. */
public final class SectorBits {

    /** Which bit of a byte stands for the first of its eight sectors. */
    public enum First {
        /** VHD: 0x80. */
        MOST_SIGNIFICANT,
        /** VHDX: 0x01. */
        LEAST_SIGNIFICANT
    }

    private final MetadataPages pages;
    private final First first;

    public SectorBits(MetadataPages pages, First first) {
        this.pages = pages;
        this.first = first;
    }

    public boolean isSet(long bitmapAt, long sector) throws IOException {
        int bit = (int) (sector % 8);
        int value = pages.u8(bitmapAt + sector / 8);
        return (value >> (first == First.MOST_SIGNIFICANT ? 7 - bit : bit) & 1) != 0;
    }

    /** The first sector after {@code sector}, not beyond {@code limit}, whose bit differs from that of {@code sector}. */
    public long endOfRun(long bitmapAt, long sector, long limit) throws IOException {
        boolean set = isSet(bitmapAt, sector);
        int uniform = set ? 0xff : 0;
        long end = sector + 1;
        while (end < limit) {
            if (end % 8 == 0 && limit - end >= 8 && pages.u8(bitmapAt + end / 8) == uniform) {
                end += 8;
            } else if (isSet(bitmapAt, end) == set) {
                end++;
            } else {
                break;
            }
        }
        return end;
    }
}
