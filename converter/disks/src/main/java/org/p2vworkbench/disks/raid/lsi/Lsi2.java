package org.p2vworkbench.disks.raid.lsi;

import java.util.List;
import org.p2vworkbench.disks.raid.claim.Assembly;
import org.p2vworkbench.disks.raid.claim.Claim;
import org.p2vworkbench.disks.raid.claim.Claim.Standing;
import org.p2vworkbench.disks.raid.claim.ClaimGroup;
import org.p2vworkbench.disks.raid.claim.Geometry;
import org.p2vworkbench.disks.raid.claim.TailSector;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.set.RaidSet;

/**
 * Sets of MegaRAID IDE disks; data from the first sector. In a RAID 10 the numbers count the whole first stripe before
 * the second; dmraid takes column and copy from the port, which is the same where disks were plugged in order.
 */
final class Lsi2 {

    private static final double UNCHECKED = 0.7;
    private static final double CONTRADICTED = 0.5;

    private Lsi2() {}

    static Claim<Lsi2Record> claim(RaidDisk disk, Lsi2Record record) {
        String group = "%08x-%d".formatted(record.created(), record.array());
        int columns = Math.max(1, record.disks() / 2);
        int slot = record.type() == Lsi2Record.RAID10
                ? record.disk() % columns * 2 + record.disk() / columns
                : record.disk();
        Claim<Lsi2Record> claim = Claim.member(disk, record, group, slot);
        boolean gone = record.disk() < record.slots().size()
                && record.slots().get(record.disk()).gone();
        return gone ? claim.as(Standing.FAILED, "gone, says its own table") : claim;
    }

    static RaidSet set(ClaimGroup<Lsi2Record> found) {
        Lsi2Record record = found.newest().metadata();
        ClaimGroup<Lsi2Record> group = withoutGone(found);
        boolean sameShape =
                group.agreeOn(each -> List.of(each.type(), each.disks(), each.stripSectors(), each.totalSectors()));
        String id = group.newest().group();
        if (record.type() < Lsi2Record.RAID0 || record.type() > Lsi2Record.RAID10) {
            return new RaidSet.Draft(LsiFormat.NAME, RaidLevel.UNKNOWN)
                    .identified(id, "")
                    .members(group.seats(record.disks(), 1).members())
                    .unreadable(
                            "The metadata names type %d, whose layout is not publicly known.".formatted(record.type()))
                    .confidence(CONTRADICTED)
                    .set();
        }
        RaidSet.Draft draft = Assembly.draft(
                        LsiFormat.NAME,
                        "MegaRAID IDE array " + id,
                        group,
                        geometry(group, record),
                        sameShape ? UNCHECKED : CONTRADICTED)
                .identified(id, "array " + record.array());
        if (record.degraded()) {
            draft.finding("The metadata calls the array degraded; a disk that is here may hold old data.");
        }
        return draft.set();
    }

    /** A disk that was thrown out does not know; the tables of the others do. */
    private static ClaimGroup<Lsi2Record> withoutGone(ClaimGroup<Lsi2Record> group) {
        return ClaimGroup.of(group.claims().stream()
                        .map(claim -> claim.of(Standing.MEMBER) && goneSayOthers(group, claim)
                                ? claim.as(Standing.FAILED, "gone, say the tables of the other members")
                                : claim)
                        .toList())
                .get(0);
    }

    private static boolean goneSayOthers(ClaimGroup<Lsi2Record> group, Claim<Lsi2Record> claim) {
        int disk = claim.metadata().disk();
        return group.claims().stream()
                .filter(other -> other != claim && other.of(Standing.MEMBER))
                .map(other -> other.metadata().slots())
                .anyMatch(slots -> disk < slots.size() && slots.get(disk).gone());
    }

    private static Geometry geometry(ClaimGroup<Lsi2Record> group, Lsi2Record record) {
        long strip = (long) record.stripSectors() * TailSector.BYTES;
        int columns =
                switch (record.type()) {
                    case Lsi2Record.RAID0 -> record.disks();
                    case Lsi2Record.RAID10 -> record.disks() / 2;
                    default -> 1;
                };
        long size = record.totalSectors() != 0
                ? record.totalSectors() * TailSector.BYTES
                : allButTheRecord(group) * columns;
        return switch (record.type()) {
            case Lsi2Record.RAID0 -> Geometry.striped(record.disks(), strip, size);
            case Lsi2Record.RAID10 -> Geometry.pairs(record.disks(), strip, size);
            default -> Geometry.mirrored(record.disks(), size);
        };
    }

    private static long allButTheRecord(ClaimGroup<Lsi2Record> group) {
        return group.claims().stream()
                .mapToLong(claim -> (TailSector.count(claim.disk().bytes()) - 1) * TailSector.BYTES)
                .min()
                .orElse(0);
    }
}
