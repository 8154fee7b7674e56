package org.p2vworkbench.disks.raid.imsm;

import java.util.Optional;
import org.p2vworkbench.disks.raid.ParityLayout;
import org.p2vworkbench.disks.raid.TenLayout;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.span.ParitySpan;
import org.p2vworkbench.disks.raid.span.PlainSpan;
import org.p2vworkbench.disks.raid.span.SpanLayout;
import org.p2vworkbench.disks.raid.span.TenSpan;

/**
 * What a map's level means.
 *
 * <p>RAID 10 is told as level 1 with more than two members, by newer software as level 10. RAID 5 is left-asymmetric.
 * Both were verified against what mdadm 4.2 writes.
 *
 * @param hasChunks false where a volume has no strips
 */
record ImsmLevel(RaidLevel level, String layout, SpanLayout span, boolean hasChunks) {

    private static final TenLayout PAIRS = new TenLayout(2, 1, false);

    /** Empty for a level that is not known, or that cannot have so many members. */
    static Optional<ImsmLevel> of(ImsmMap map) {
        if (map.members() == 0) {
            return Optional.empty();
        }
        boolean pairs = map.members() % 2 == 0 && map.members() >= 4;
        return switch (map.level()) {
            case 0 -> Optional.of(new ImsmLevel(RaidLevel.RAID0, "", PlainSpan.STRIPED, true));
            case 1 ->
                map.members() <= 2
                        ? Optional.of(new ImsmLevel(RaidLevel.RAID1, "", PlainSpan.MIRRORED, false))
                        : Optional.of(ten()).filter(ten -> pairs);
            case 5 ->
                Optional.of(new ImsmLevel(
                                RaidLevel.RAID5,
                                ParityLayout.RAID5_LEFT_ASYMMETRIC.label(),
                                new ParitySpan(ParityLayout.RAID5_LEFT_ASYMMETRIC),
                                true))
                        .filter(level -> map.members() >= level.span().leastMembers());
            case 10 -> Optional.of(ten()).filter(ten -> pairs);
            default -> Optional.empty();
        };
    }

    /** How many neighbouring slots hold the same data. */
    static int copies(ImsmMap map) {
        return map.level() == 1 || map.level() == 10 ? 2 : 1;
    }

    private static ImsmLevel ten() {
        return new ImsmLevel(RaidLevel.RAID10, PAIRS.label(), new TenSpan(PAIRS), true);
    }
}
