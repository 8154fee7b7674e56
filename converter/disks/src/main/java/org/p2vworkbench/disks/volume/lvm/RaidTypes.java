package org.p2vworkbench.disks.volume.lvm;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.disks.raid.ParityLayout;

/** What LVM's names of RAID segments mean (lvmraid(7), "RAID Levels"; LVM2 lib/raid/raid.c). */
final class RaidTypes {

    private static final Map<String, ParityLayout> PARITY = Map.ofEntries(
            entry("raid4", ParityLayout.RAID4),
            entry("raid5", ParityLayout.RAID5_LEFT_SYMMETRIC),
            entry("raid5_ls", ParityLayout.RAID5_LEFT_SYMMETRIC),
            entry("raid5_la", ParityLayout.RAID5_LEFT_ASYMMETRIC),
            entry("raid5_rs", ParityLayout.RAID5_RIGHT_SYMMETRIC),
            entry("raid5_ra", ParityLayout.RAID5_RIGHT_ASYMMETRIC),
            entry("raid5_n", ParityLayout.RAID5_PARITY_LAST),
            entry("raid6", ParityLayout.RAID6_DDF_ZERO_RESTART),
            entry("raid6_zr", ParityLayout.RAID6_DDF_ZERO_RESTART),
            entry("raid6_nr", ParityLayout.RAID6_DDF_N_RESTART),
            entry("raid6_nc", ParityLayout.RAID6_DDF_N_CONTINUE),
            entry("raid6_ls_6", ParityLayout.RAID6_LEFT_SYMMETRIC_6),
            entry("raid6_la_6", ParityLayout.RAID6_LEFT_ASYMMETRIC_6),
            entry("raid6_rs_6", ParityLayout.RAID6_RIGHT_SYMMETRIC_6),
            entry("raid6_ra_6", ParityLayout.RAID6_RIGHT_ASYMMETRIC_6),
            entry("raid6_n_6", ParityLayout.RAID6_PARITY_LAST));

    private static final Set<String> STRIPES = Set.of("raid0", "raid0_meta");
    private static final Set<String> TENS = Set.of("raid10", "raid10_near");

    private RaidTypes() {}

    static Optional<ParityLayout> parity(String type) {
        return Optional.ofNullable(PARITY.get(type));
    }

    static boolean isStripes(String type) {
        return STRIPES.contains(type);
    }

    static boolean isTen(String type) {
        return TENS.contains(type);
    }

    static boolean isMirror(String type) {
        return type.equals("raid1");
    }

    static boolean contains(String type) {
        return PARITY.containsKey(type) || isStripes(type) || isTen(type) || isMirror(type);
    }
}
