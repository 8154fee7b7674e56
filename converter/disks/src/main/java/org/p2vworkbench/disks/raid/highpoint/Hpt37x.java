package org.p2vworkbench.disks.raid.highpoint;

import java.util.ArrayList;
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
 * Sets of HPT37x disks. In a stripe the first disk gives its data from sector 0, boot sector and metadata included, and
 * the others from sector 10. For a mirror dmraid says so too, while Linux 2.4 and FreeBSD read both from sector 0.
 */
final class Hpt37x {

    /** There is no checksum to vouch for the fields. */
    private static final double UNCHECKED = 0.8;

    private static final double DISPUTED = 0.7;
    private static final double LESS_LIKELY = 0.3;
    private static final double CONTRADICTED = 0.5;

    private Hpt37x() {}

    static Claim<Hpt37xRecord> claim(RaidDisk disk, Hpt37xRecord record) {
        boolean byArray = record.nested() && record.arrayId() != 0;
        String group = "%s%08x".formatted(byArray ? "0+1 " : "", byArray ? record.arrayId() : record.setId());
        Claim<Hpt37xRecord> claim = Claim.member(disk, record, group, slot(record));
        if (record.setId() == 0) {
            return claim.as(Standing.SPARE, "");
        }
        return record.broken() ? claim.as(Standing.FAILED, "marked broken") : claim;
    }

    private static int slot(Hpt37xRecord record) {
        if (record.nested()) {
            return record.disk() * 2 + (record.has(Hpt37xRecord.FIRST_STRIPE) ? 0 : 1);
        }
        // The number of a mirror's second disk is not always 1 (Linux 2.4 calls it bogus).
        return record.mirrored() ? Math.min(1, record.disk()) : record.disk();
    }

    static RaidSet set(ClaimGroup<Hpt37xRecord> found) {
        Hpt37xRecord record = found.newest().metadata();
        ClaimGroup<Hpt37xRecord> group = rebuildMarked(found);
        boolean sameShape =
                group.agreeOn(each -> List.of(each.type(), each.disks(), each.stripShift(), each.totalSectors()));
        double sure = sameShape ? UNCHECKED : CONTRADICTED;
        long size = record.totalSectors() * TailSector.BYTES;
        long strip = record.stripShift() < 32 ? (long) TailSector.BYTES << record.stripShift() : 0;
        if (record.mirrored()) {
            Geometry geometry = Geometry.mirrored(2, size);
            return told(group, record, geometry, Math.min(sure, DISPUTED))
                    .finding("Whether the second disk of this mirror begins at sector 0 or 10 is disputed.")
                    .alternatives(List.of(told(group, record, geometry.from(offsets(2, 1)), LESS_LIKELY)
                            .set()))
                    .set();
        }
        if (record.nested()) {
            Geometry geometry = Geometry.pairs(2 * record.disks(), strip, size);
            return told(group, record, geometry.from(offsets(geometry.slots(), 2)), sure)
                    .set();
        }
        return switch (record.type()) {
            case Hpt37xRecord.RAID0 -> {
                Geometry geometry = Geometry.striped(record.disks(), strip, size);
                yield told(group, record, geometry.from(offsets(geometry.slots(), 1)), sure)
                        .set();
            }
            case Hpt37xRecord.SPAN -> span(group, record, sure);
            case Hpt37xRecord.SINGLE ->
                told(group.seatedBy(claim -> 0), record, Geometry.linear(List.of(size)), sure)
                        .set();
            default -> unknown(group, record);
        };
    }

    /** A rebuild pointer tells who is filled only where not every disk carries it. */
    private static ClaimGroup<Hpt37xRecord> rebuildMarked(ClaimGroup<Hpt37xRecord> group) {
        boolean all = group.claims().stream().allMatch(claim -> claim.metadata().rebuilding());
        return ClaimGroup.of(group.claims().stream()
                        .map(claim -> !all
                                        && claim.of(Standing.MEMBER)
                                        && claim.metadata().rebuilding()
                                ? claim.as(
                                        Standing.REBUILDING,
                                        "was being rebuilt, up to sector %d"
                                                .formatted(claim.metadata().rebuildSector()))
                                : claim)
                        .toList())
                .get(0);
    }

    /** Linux 2.4 leaves the last sector of each disk out, dmraid does not; the total tells which it was. */
    private static RaidSet span(ClaimGroup<Hpt37xRecord> group, Hpt37xRecord record, double sure) {
        long size = record.totalSectors() * TailSector.BYTES;
        Geometry whole = span(group, record, 0);
        Geometry shorter = span(group, record, 1);
        boolean fits = whole.sizeBytes() == size || shorter.sizeBytes() == size;
        return told(
                        group,
                        record,
                        shorter.sizeBytes() == size ? shorter : whole,
                        fits ? sure : Math.min(sure, CONTRADICTED))
                .evidence(fits ? "The disks add up to the size of the array." : "The disks do not add up to the array.")
                .set();
    }

    private static Geometry span(ClaimGroup<Hpt37xRecord> group, Hpt37xRecord record, int unusedSectors) {
        List<Long> offsets = offsets(record.disks(), 1);
        List<Long> parts = new ArrayList<>();
        for (int slot = 0; slot < record.disks(); slot++) {
            long offset = offsets.get(slot);
            parts.add(group.in(slot)
                    .map(claim -> Math.max(
                            0, (TailSector.count(claim.disk().bytes()) - unusedSectors) * TailSector.BYTES - offset))
                    .orElse(0L));
        }
        return Geometry.linear(parts).from(offsets);
    }

    /** @param firsts how many leading slots begin at sector 0 */
    private static List<Long> offsets(int slots, int firsts) {
        List<Long> offsets = new ArrayList<>();
        for (int slot = 0; slot < slots; slot++) {
            offsets.add(slot < firsts ? 0L : (long) Hpt37xRecord.DATA_SECTOR * TailSector.BYTES);
        }
        return offsets;
    }

    private static RaidSet.Draft told(
            ClaimGroup<Hpt37xRecord> group, Hpt37xRecord record, Geometry geometry, double sure) {
        String id = "%08x".formatted(record.nested() ? record.arrayId() : record.setId());
        return Assembly.draft(HighpointFormat.NAME, "HighPoint array " + id, group, geometry, sure)
                .identified(id, record.name());
    }

    private static RaidSet unknown(ClaimGroup<Hpt37xRecord> group, Hpt37xRecord record) {
        return new RaidSet.Draft(HighpointFormat.NAME, RaidLevel.UNKNOWN)
                .identified("%08x".formatted(record.setId()), record.name())
                .members(group.seats(record.disks(), 1).members())
                .unreadable("The metadata names type %d, whose layout is not publicly known.".formatted(record.type()))
                .confidence(CONTRADICTED)
                .set();
    }
}
