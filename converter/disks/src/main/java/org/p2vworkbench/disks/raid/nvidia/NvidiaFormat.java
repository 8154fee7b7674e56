package org.p2vworkbench.disks.raid.nvidia;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * Sets with NVIDIA metadata: RAID 0, 1, 0+1, 3, 5 and spans; data from the first sector. Units of a 0+1 count the whole
 * first stripe before the second, so unit u of width w is copy u / w of column u mod w.
 */
public final class NvidiaFormat implements RaidFormat {

    private static final String NAME = "nvidia";
    private static final double CHECKED = 0.9;

    /** The plain RAID 5 code: FreeBSD reads left-asymmetric with a question mark, dmraid says it is not in use. */
    private static final double DOUBTED = 0.6;

    private static final double DEGRADED_BUT_COMPLETE = 0.6;
    private static final double LESS_LIKELY = 0.3;

    /** What FreeBSD leaves free at the end of a disk of a span. */
    private static final int SPAN_RESERVE_SECTORS = 0x800;

    @Override
    public List<RaidSet> find(List<RaidDisk> disks) throws IOException {
        List<Claim<NvidiaRecord>> claims = new ArrayList<>();
        for (RaidDisk disk : disks) {
            Optional<NvidiaRecord> record = disk.whole() ? NvidiaRecord.read(disk.bytes()) : Optional.empty();
            record.ifPresent(found -> claims.add(claim(disk, found)));
        }
        return ClaimGroup.of(claims).stream().map(NvidiaFormat::set).toList();
    }

    private static Claim<NvidiaRecord> claim(RaidDisk disk, NvidiaRecord record) {
        Claim<NvidiaRecord> claim = Claim.member(disk, record, record.signature(), slot(record));
        if (!record.intact()) {
            return claim.damaged("the checksum of its NVIDIA record does not hold; its fields may be wrong");
        }
        if (record.unit() >= slots(record)) {
            return claim.as(Standing.SPARE, "");
        }
        return record.beingFilled()
                ? claim.as(Standing.REBUILDING, "was being rebuilt, up to sector %d".formatted(record.jobMark()))
                : claim;
    }

    private static int slot(NvidiaRecord record) {
        int width = Math.max(1, record.width());
        return record.level() == NvidiaRecord.RAID01
                ? record.unit() % width * 2 + record.unit() / width
                : record.unit();
    }

    /** Members; the count in the record includes spares, so it is derived as dmraid does. */
    private static int slots(NvidiaRecord record) {
        return switch (record.level()) {
            case NvidiaRecord.RAID1, NvidiaRecord.RAID01 -> 2 * record.width();
            case NvidiaRecord.RAID3, NvidiaRecord.RAID5, NvidiaRecord.RAID5_SYMMETRIC -> record.width() + 1;
            case NvidiaRecord.SPAN -> record.volumes();
            default -> record.width();
        };
    }

    private static RaidSet set(ClaimGroup<NvidiaRecord> group) {
        NvidiaRecord record = group.newest().metadata();
        boolean sameShape =
                group.agreeOn(each -> List.of(each.level(), each.width(), each.stripSectors(), each.capacitySectors()));
        double sure = sameShape ? CHECKED : 0.5;
        return switch (record.level()) {
            case NvidiaRecord.RAID0, NvidiaRecord.RAID1, NvidiaRecord.RAID01 ->
                told(group, record, geometry(record), sure).set();
            case NvidiaRecord.SPAN -> span(group, record, sure);
            case NvidiaRecord.RAID5_SYMMETRIC ->
                parity(group, record, ParityLayout.RAID5_LEFT_SYMMETRIC, sure).set();
            case NvidiaRecord.RAID5 ->
                parity(group, record, ParityLayout.RAID5_LEFT_ASYMMETRIC, Math.min(sure, DOUBTED))
                        .finding("Which way the parity of this kind of RAID 5 turns is not certain.")
                        .alternatives(List.of(parity(group, record, ParityLayout.RAID5_RIGHT_ASYMMETRIC, LESS_LIKELY)
                                .set()))
                        .set();
            case NvidiaRecord.RAID3 ->
                parity(group, record, ParityLayout.RAID4, Math.min(sure, DOUBTED))
                        .finding("Which disk of this RAID 3 holds the parity is not certain; the last was taken.")
                        .alternatives(List.of(parity(group, record, ParityLayout.RAID5_PARITY_FIRST, LESS_LIKELY)
                                .set()))
                        .set();
            default -> unknown(group, record);
        };
    }

    private static Geometry geometry(NvidiaRecord record) {
        long chunk = record.stripSectors() * TailSector.BYTES;
        long size = record.capacitySectors() * TailSector.BYTES;
        return switch (record.level()) {
            case NvidiaRecord.RAID1 -> Geometry.mirrored(slots(record), size);
            case NvidiaRecord.RAID01 -> Geometry.pairs(slots(record), chunk, size);
            default -> Geometry.striped(slots(record), chunk, size);
        };
    }

    private static RaidSet.Draft parity(
            ClaimGroup<NvidiaRecord> group, NvidiaRecord record, ParityLayout layout, double sure) {
        return told(
                group,
                record,
                Geometry.parity(
                        layout,
                        slots(record),
                        record.stripSectors() * TailSector.BYTES,
                        record.capacitySectors() * TailSector.BYTES),
                sure);
    }

    /** How much of each disk counts is not written down; the capacity tells which of two rules it was. */
    private static RaidSet span(ClaimGroup<NvidiaRecord> group, NvidiaRecord record, double sure) {
        List<Long> reserved = parts(group, record, SPAN_RESERVE_SECTORS);
        List<Long> whole = parts(group, record, 2);
        long capacity = record.capacitySectors() * TailSector.BYTES;
        boolean wholeFits = whole.stream().mapToLong(Long::longValue).sum() == capacity;
        boolean reservedFits = reserved.stream().mapToLong(Long::longValue).sum() == capacity;
        RaidSet.Draft draft = told(
                group,
                record,
                Geometry.linear(wholeFits ? whole : reserved),
                wholeFits || reservedFits ? sure : Math.min(sure, DOUBTED));
        return wholeFits || reservedFits
                ? draft.evidence("The sizes of the disks add up to the capacity of the array.")
                        .set()
                : draft.finding("The sizes of the disks do not add up to the capacity of the array.")
                        .alternatives(List.of(told(group, record, Geometry.linear(whole), LESS_LIKELY)
                                .set()))
                        .set();
    }

    private static List<Long> parts(ClaimGroup<NvidiaRecord> group, NvidiaRecord record, int reserveSectors) {
        List<Long> parts = new ArrayList<>();
        for (int slot = 0; slot < record.volumes(); slot++) {
            parts.add(group.in(slot)
                            .map(claim ->
                                    Math.max(0, TailSector.count(claim.disk().bytes()) - reserveSectors))
                            .orElse(0L)
                    * TailSector.BYTES);
        }
        return parts;
    }

    private static RaidSet.Draft told(
            ClaimGroup<NvidiaRecord> group, NvidiaRecord record, Geometry geometry, double sure) {
        boolean complete = group.seats(geometry.slots(), geometry.copies()).complete();
        RaidSet.Draft draft = Assembly.draft(
                        NAME,
                        "NVIDIA array " + record.signature(),
                        group,
                        geometry,
                        record.degraded() && complete ? Math.min(sure, DEGRADED_BUT_COMPLETE) : sure)
                .identified(record.signature(), record.name());
        if (record.degraded()) {
            draft.finding("The metadata calls the array degraded; a disk that is here may hold old data.");
        }
        return draft;
    }

    private static RaidSet unknown(ClaimGroup<NvidiaRecord> group, NvidiaRecord record) {
        return new RaidSet.Draft(NAME, RaidLevel.UNKNOWN)
                .identified(record.signature(), record.name())
                .members(group.seats(slots(record), 1).members())
                .unreadable(
                        "The metadata names level 0x%x, whose layout is not publicly known.".formatted(record.level()))
                .confidence(0.5)
                .set();
    }
}
