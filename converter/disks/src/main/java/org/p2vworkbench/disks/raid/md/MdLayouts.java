package org.p2vworkbench.disks.raid.md;

import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.disks.raid.ParityLayout;
import org.p2vworkbench.disks.raid.TenLayout;

/** The numbers md has for layouts (drivers/md/raid5.h, raid10.c, raid0.h). */
final class MdLayouts {

    private static final Map<Long, ParityLayout> RAID5 = Map.of(
            0L, ParityLayout.RAID5_LEFT_ASYMMETRIC,
            1L, ParityLayout.RAID5_RIGHT_ASYMMETRIC,
            2L, ParityLayout.RAID5_LEFT_SYMMETRIC,
            3L, ParityLayout.RAID5_RIGHT_SYMMETRIC,
            4L, ParityLayout.RAID5_PARITY_FIRST,
            5L, ParityLayout.RAID5_PARITY_LAST);

    private static final Map<Long, ParityLayout> RAID6 = Map.ofEntries(
            Map.entry(0L, ParityLayout.RAID6_LEFT_ASYMMETRIC),
            Map.entry(1L, ParityLayout.RAID6_RIGHT_ASYMMETRIC),
            Map.entry(2L, ParityLayout.RAID6_LEFT_SYMMETRIC),
            Map.entry(3L, ParityLayout.RAID6_RIGHT_SYMMETRIC),
            Map.entry(4L, ParityLayout.RAID6_PARITY_FIRST),
            Map.entry(5L, ParityLayout.RAID6_PARITY_LAST),
            Map.entry(8L, ParityLayout.RAID6_DDF_ZERO_RESTART),
            Map.entry(9L, ParityLayout.RAID6_DDF_N_RESTART),
            Map.entry(10L, ParityLayout.RAID6_DDF_N_CONTINUE),
            Map.entry(16L, ParityLayout.RAID6_LEFT_ASYMMETRIC_6),
            Map.entry(17L, ParityLayout.RAID6_RIGHT_ASYMMETRIC_6),
            Map.entry(18L, ParityLayout.RAID6_LEFT_SYMMETRIC_6),
            Map.entry(19L, ParityLayout.RAID6_RIGHT_SYMMETRIC_6),
            Map.entry(20L, ParityLayout.RAID6_PARITY_FIRST_6));

    private static final int OFFSET = 1 << 16;

    private MdLayouts() {}

    /** Empty when the level has no layout of that number. */
    static Optional<ParityLayout> parity(MdGeometry geometry) {
        return switch (geometry.level()) {
            case 4 -> Optional.of(ParityLayout.RAID4);
            case 5 -> Optional.ofNullable(RAID5.get(geometry.layout()));
            case 6 -> Optional.ofNullable(RAID6.get(geometry.layout()));
            default -> Optional.empty();
        };
    }

    /** Empty for far sets (bits 17 and 18), which mdadm never made, and for what is none. */
    static Optional<TenLayout> ten(MdGeometry geometry) {
        int near = (int) (geometry.layout() & 0xff);
        int far = (int) (geometry.layout() >> 8 & 0xff);
        boolean possible = geometry.level() == 10
                && geometry.layout() < 2 * OFFSET
                && near > 0
                && far > 0
                && near * far <= geometry.disks();
        return possible ? Optional.of(new TenLayout(near, far, (geometry.layout() & OFFSET) != 0)) : Optional.empty();
    }

    /** As mdadm names it; the number where it has no name; empty where the level has only one. */
    static String label(MdGeometry geometry) {
        return switch (geometry.level()) {
            case 4 -> "";
            case 5, 6 -> parity(geometry).map(ParityLayout::label).orElse(number(geometry));
            case 10 -> ten(geometry).map(TenLayout::label).orElse(number(geometry));
            default -> "";
        };
    }

    private static String number(MdGeometry geometry) {
        return "0x%x".formatted(geometry.layout());
    }
}
