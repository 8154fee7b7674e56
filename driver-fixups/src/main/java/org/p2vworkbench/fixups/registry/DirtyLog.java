package org.p2vworkbench.fixups.registry;

import java.util.ArrayList;
import java.util.List;

/**
 * A log of the old kind (regf, "Old format", up to Windows 8): a bitmap of dirty sectors and those sectors.
 *
 * @param first sector, in place of a hive's own when that is broken
 */
record DirtyLog(String name, HiveBytes first, BaseBlock base, List<LogPage> pages) {

    private static final String SIGNATURE = "DIRT";
    private static final int PAGE = 512;

    DirtyLog {
        pages = List.copyOf(pages);
    }

    static DirtyLog parse(HiveBytes in, BaseBlock base) throws HiveFormatException {
        int sector = base.sectorBytes();
        if (!in.has(SIGNATURE, sector)) {
            throw in.damaged(sector, "a log has \"DIRT\" here, found 0x%08x".formatted(in.u32(sector, "dirty vector")));
        }
        int bitmapAt = sector + SIGNATURE.length();
        long bitmapBytes = (base.binsBytes() / PAGE + 7) / 8;
        HiveBytes bitmap = in.part(bitmapAt, bitmapBytes, "dirty vector");
        long at = (bitmapAt + bitmapBytes + sector - 1) / sector * sector;
        List<LogPage> pages = new ArrayList<>();
        for (long page = 0; page < base.binsBytes() / PAGE; page++) {
            if ((bitmap.u8(page / 8, "dirty vector") >> (page % 8) & 1) != 0) {
                pages.add(new LogPage(BaseBlock.BYTES + page * PAGE, in.slice(at, PAGE, "dirty page")));
                at += PAGE;
            }
        }
        return new DirtyLog(in.name(), in.part(0, BaseBlock.SECTOR, "base block"), base, pages);
    }
}
