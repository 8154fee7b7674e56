package org.p2vworkbench.disks.raid.highpoint;

import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.disks.raid.ParityLayout;
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
 * Sets of HPT45x and RocketRAID v3 disks; data from the first sector. In a 0+1 dmraid takes the first level's number as
 * the column and the second level's as the copy; FreeBSD has them the other way round.
 */
final class Hpt45x {

    private static final double UNCHECKED = 0.8;
    private static final double DISPUTED = 0.65;
    private static final double ONE_SOURCE = 0.6;
    private static final double LESS_LIKELY = 0.35;
    private static final double CONTRADICTED = 0.5;

    /** Where a span must stop at the latest: the metadata's sector. */
    private static final int TAIL_SECTORS = 11;

    private Hpt45x() {}

    static Claim<Hpt45xRecord> claim(RaidDisk disk, Hpt45xRecord record) {
        Hpt45xRecord.Level inner = record.inner();
        int slot = record.nested() ? inner.disk() * 2 + record.outer().disk() : inner.disk();
        Claim<Hpt45xRecord> claim = Claim.member(disk, record, "%08x".formatted(record.setId()), slot);
        if (record.setId() == 0 || inner.type() == Hpt45xRecord.SPARE) {
            return claim.as(Standing.SPARE, "");
        }
        if (record.broken()) {
            return claim.as(Standing.FAILED, "marked broken");
        }
        return inner.needsRebuild() || record.nested() && record.outer().needsRebuild()
                ? claim.as(Standing.UNSYNCED, "needs a rebuild")
                : claim;
    }

    static RaidSet set(ClaimGroup<Hpt45xRecord> group) {
        Hpt45xRecord record = group.newest().metadata();
        Hpt45xRecord.Level inner = record.inner();
        boolean sameShape = group.agreeOn(each -> List.of(
                each.inner().type(),
                each.inner().disks(),
                each.inner().stripShift(),
                each.outer().type(),
                each.totalSectors()));
        double sure = sameShape ? UNCHECKED : CONTRADICTED;
        long size = record.totalSectors() * TailSector.BYTES;
        long strip = inner.stripShift() < 32 ? (long) TailSector.BYTES << inner.stripShift() : 0;
        if (record.nested()) {
            Geometry geometry = Geometry.pairs(2 * inner.disks(), strip, size);
            ClaimGroup<Hpt45xRecord> swapped =
                    group.seatedBy(claim -> claim.metadata().outer().disk() * 2
                            + claim.metadata().inner().disk());
            return told(group, record, geometry, Math.min(sure, DISPUTED))
                    .finding("Which of the two numbers of a disk is its column is disputed; see the alternative.")
                    .alternatives(
                            List.of(told(swapped, record, geometry, LESS_LIKELY).set()))
                    .set();
        }
        return switch (inner.type()) {
            case Hpt45xRecord.RAID0 ->
                told(group, record, Geometry.striped(inner.disks(), strip, size), sure)
                        .set();
            case Hpt45xRecord.RAID1 ->
                told(group, record, Geometry.mirrored(inner.disks(), size), sure)
                        .set();
            case Hpt45xRecord.RAID5 -> raid5(group, record, strip, size, Math.min(sure, ONE_SOURCE));
            case Hpt45xRecord.SPAN ->
                told(group, record, Geometry.linear(parts(group, inner.disks(), size)), Math.min(sure, ONE_SOURCE))
                        .set();
            case Hpt45xRecord.SINGLE ->
                told(group.seatedBy(claim -> 0), record, Geometry.linear(List.of(size)), sure)
                        .set();
            default -> unknown(group, record);
        };
    }

    private static RaidSet raid5(
            ClaimGroup<Hpt45xRecord> group, Hpt45xRecord record, long strip, long size, double sure) {
        int disks = record.inner().disks();
        return told(group, record, Geometry.parity(ParityLayout.RAID5_LEFT_ASYMMETRIC, disks, strip, size), sure)
                .finding("Which way the parity turns is not certain.")
                .alternatives(List.of(told(
                                group,
                                record,
                                Geometry.parity(ParityLayout.RAID5_LEFT_SYMMETRIC, disks, strip, size),
                                LESS_LIKELY)
                        .set()))
                .set();
    }

    private static List<Long> parts(ClaimGroup<Hpt45xRecord> group, int disks, long size) {
        List<Long> parts = new ArrayList<>();
        long left = size;
        for (int slot = 0; slot < disks; slot++) {
            long part = group.in(slot)
                            .map(claim -> TailSector.count(claim.disk().bytes()) - TAIL_SECTORS)
                            .orElse(0L)
                    * TailSector.BYTES;
            parts.add(Math.min(part, left));
            left -= Math.min(part, left);
        }
        return parts;
    }

    private static RaidSet.Draft told(
            ClaimGroup<Hpt45xRecord> group, Hpt45xRecord record, Geometry geometry, double sure) {
        return Assembly.draft(
                        HighpointFormat.NAME,
                        "HighPoint array " + group.newest().group(),
                        group,
                        geometry,
                        sure)
                .identified(group.newest().group(), record.name());
    }

    private static RaidSet unknown(ClaimGroup<Hpt45xRecord> group, Hpt45xRecord record) {
        return new RaidSet.Draft(HighpointFormat.NAME, RaidLevel.UNKNOWN)
                .identified(group.newest().group(), record.name())
                .members(group.seats(record.inner().disks(), 1).members())
                .unreadable("The metadata names type %d, whose layout is not publicly known."
                        .formatted(record.inner().type()))
                .confidence(CONTRADICTED)
                .set();
    }
}
