package org.p2vworkbench.disks.raid.promise;

import java.io.IOException;
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
import org.p2vworkbench.disks.raid.set.RaidFormat;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.set.RaidSet;

/**
 * Sets with Promise FastTrak metadata: RAID 0, 1, 0+1, 5, spans and single disks, up to four volumes on a disk group. A
 * mirror of four is a 0+1 whose slots count the whole first stripe before the second.
 */
public final class PromiseFormat implements RaidFormat {

    private static final String NAME = "promise";
    private static final double CHECKED = 0.9;

    /** Only FreeBSD names a rotation of the parity. */
    private static final double ONE_SOURCE = 0.6;

    private static final double LESS_LIKELY = 0.35;
    private static final double DEGRADED_BUT_COMPLETE = 0.6;

    @Override
    public List<RaidSet> find(List<RaidDisk> disks) throws IOException {
        List<Claim<PromiseRecord>> claims = new ArrayList<>();
        for (RaidDisk disk : disks) {
            if (disk.whole()) {
                PromiseAreas.read(disk.bytes()).stream()
                        .filter(record -> record.valid() || !record.intact())
                        .forEach(record -> claims.add(claim(disk, record)));
            }
        }
        return ClaimGroup.of(claims).stream().map(PromiseFormat::set).toList();
    }

    private static Claim<PromiseRecord> claim(RaidDisk disk, PromiseRecord record) {
        Claim<PromiseRecord> claim = Claim.member(disk, record, "%016x".formatted(record.volumeId()), slot(record))
                .at(record.generation());
        if (!record.intact()) {
            return claim.damaged("the checksum of its Promise record does not hold; its fields may be wrong");
        }
        if (record.has(PromiseRecord.SPARE)) {
            return claim.as(Standing.SPARE, "");
        }
        return record.has(PromiseRecord.DOWN) ? claim.as(Standing.FAILED, "marked down") : claim;
    }

    private static int slot(PromiseRecord record) {
        int listed = record.listedSlot();
        int half = record.disks() / 2;
        return striped(record) && half > 0 ? listed % half * 2 + listed / half : listed;
    }

    /** dmraid calls a mirror of more than three disks a 0+1, FreeBSD one that is wider than one column. */
    private static boolean striped(PromiseRecord record) {
        return record.type() == PromiseRecord.RAID1 && (record.disks() > 3 || record.width() > 1);
    }

    private static RaidSet set(ClaimGroup<PromiseRecord> found) {
        PromiseRecord record = found.newest().metadata();
        ClaimGroup<PromiseRecord> group = rebuildMarked(found, record);
        boolean sameShape =
                group.agreeOn(each -> List.of(each.type(), each.disks(), each.stripShift(), each.totalSectors()));
        double sure = sameShape ? CHECKED : 0.5;
        return switch (record.type()) {
            case PromiseRecord.RAID0, PromiseRecord.RAID1, PromiseRecord.SINGLE, PromiseRecord.SPAN ->
                told(group, record, geometry(group, record), sure).set();
            case PromiseRecord.RAID5 ->
                parity(group, record, ParityLayout.RAID5_LEFT_ASYMMETRIC, Math.min(sure, ONE_SOURCE))
                        .finding("Which way the parity turns is not certain.")
                        .alternatives(List.of(parity(group, record, ParityLayout.RAID5_LEFT_SYMMETRIC, LESS_LIKELY)
                                .set()))
                        .set();
            case PromiseRecord.RAID3 ->
                parity(group, record, ParityLayout.RAID4, LESS_LIKELY)
                        .finding("Which disk of this RAID 3 holds the parity is not known; the last was taken.")
                        .alternatives(List.of(parity(group, record, ParityLayout.RAID5_PARITY_FIRST, LESS_LIKELY)
                                .set()))
                        .set();
            default -> unknown(group, record);
        };
    }

    /** A rebuild is noted on the disk that is filled; where every disk notes it, the table must tell. */
    private static ClaimGroup<PromiseRecord> rebuildMarked(ClaimGroup<PromiseRecord> group, PromiseRecord record) {
        boolean all = group.claims().stream().allMatch(claim -> claim.metadata().rebuilding());
        return ClaimGroup.of(group.claims().stream()
                        .map(claim -> claim.of(Standing.MEMBER)
                                        && claim.intact()
                                        && claim.metadata().rebuilding()
                                        && (!all || downInTable(record, claim))
                                ? claim.as(
                                        Standing.REBUILDING,
                                        "was being rebuilt, up to sector %d"
                                                .formatted(claim.metadata().rebuildSector()))
                                : claim)
                        .toList())
                .get(0);
    }

    private static boolean downInTable(PromiseRecord record, Claim<PromiseRecord> claim) {
        int listed = claim.metadata().listedSlot();
        return listed < record.diskFlags().size() && (record.diskFlags().get(listed) & PromiseRecord.DOWN) != 0;
    }

    private static Geometry geometry(ClaimGroup<PromiseRecord> group, PromiseRecord record) {
        long size = record.totalSectors() * TailSector.BYTES;
        if (striped(record)) {
            return Geometry.pairs(record.disks(), strip(record), size);
        }
        return switch (record.type()) {
            case PromiseRecord.RAID1 -> Geometry.mirrored(record.disks(), size);
            case PromiseRecord.SINGLE -> Geometry.linear(List.of(size));
            case PromiseRecord.SPAN -> span(group, record, size);
            default -> Geometry.striped(record.disks(), strip(record), size);
        };
    }

    private static Geometry span(ClaimGroup<PromiseRecord> group, PromiseRecord record, long size) {
        List<Long> parts = new ArrayList<>();
        long left = size;
        for (int slot = 0; slot < record.disks(); slot++) {
            long part = group.in(slot)
                    .map(claim -> claim.metadata().diskSectors() * TailSector.BYTES)
                    .orElse(0L);
            parts.add(Math.min(part, left));
            left -= Math.min(part, left);
        }
        return Geometry.linear(parts);
    }

    private static long strip(PromiseRecord record) {
        return record.stripShift() < 32 ? (long) TailSector.BYTES << record.stripShift() : 0;
    }

    private static RaidSet.Draft parity(
            ClaimGroup<PromiseRecord> group, PromiseRecord record, ParityLayout layout, double sure) {
        long size = record.totalSectors() * TailSector.BYTES;
        return told(group, record, Geometry.parity(layout, record.disks(), strip(record), size), sure);
    }

    private static RaidSet.Draft told(
            ClaimGroup<PromiseRecord> group, PromiseRecord record, Geometry geometry, double sure) {
        List<Long> offsets = new ArrayList<>();
        for (int slot = 0; slot < geometry.slots(); slot++) {
            offsets.add(group.in(slot).map(Claim::metadata).orElse(record).startSector() * TailSector.BYTES);
        }
        boolean degraded = (record.status() & PromiseRecord.DEGRADED) != 0;
        boolean complete = group.seats(geometry.slots(), geometry.copies()).complete();
        RaidSet.Draft draft = Assembly.draft(
                        NAME,
                        "Promise array " + record.name(),
                        group,
                        geometry.from(offsets),
                        degraded && complete ? Math.min(sure, DEGRADED_BUT_COMPLETE) : sure)
                .identified(group.newest().group(), record.name());
        if (degraded) {
            draft.finding("The metadata calls the array degraded; a disk that is here may hold old data.");
        }
        return draft;
    }

    private static RaidSet unknown(ClaimGroup<PromiseRecord> group, PromiseRecord record) {
        return new RaidSet.Draft(NAME, RaidLevel.UNKNOWN)
                .identified(group.newest().group(), record.name())
                .members(group.seats(record.disks(), 1).members())
                .unreadable(
                        "The metadata names type 0x%02x, whose layout is not publicly known.".formatted(record.type()))
                .confidence(0.5)
                .set();
    }
}
