package org.p2vworkbench.disks.raid.sil;

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

/** Sets with Silicon Image Medley metadata: RAID 0, 1, 10, 5, spans and single disks; data from the first sector. */
public final class SilFormat implements RaidFormat {

    private static final String NAME = "sil";
    private static final double CHECKED = 0.9;
    private static final double ONE_SOURCE = 0.7;
    private static final double CONTRADICTED = 0.5;

    @Override
    public List<RaidSet> find(List<RaidDisk> disks) throws IOException {
        List<Claim<SilRecord>> claims = new ArrayList<>();
        for (RaidDisk disk : disks) {
            Optional<SilRecord> record = disk.whole() ? SilRecord.read(disk.bytes()) : Optional.empty();
            record.ifPresent(found -> claims.add(claim(disk, found)));
        }
        return ClaimGroup.of(claims).stream().map(SilFormat::set).toList();
    }

    private static Claim<SilRecord> claim(RaidDisk disk, SilRecord record) {
        String group = "%s-%02x".formatted(record.created(), record.location());
        Claim<SilRecord> claim = Claim.member(disk, record, group, slot(record)).at(record.generation());
        if (!record.intact()) {
            return claim.damaged("no copy of its Silicon Image record has a checksum that holds");
        }
        if (record.type() == SilRecord.SPARE) {
            return claim.as(Standing.SPARE, "");
        }
        if (record.status() == SilRecord.BEING_FILLED) {
            return claim.as(
                    Standing.REBUILDING, "was being rebuilt, up to sector %d".formatted(record.rebuildSector()));
        }
        if (record.status() != SilRecord.CURRENT) {
            return claim.as(Standing.FAILED, "dropped from the array");
        }
        return record.arrayStatus() == SilRecord.IN_USE
                ? claim.as(Standing.UNSYNCED, "its copy was being written when the machine stopped")
                : claim;
    }

    private static int slot(SilRecord record) {
        return switch (record.type()) {
            case SilRecord.RAID10 -> record.mirrorColumn() * 2 + record.stripeCopy();
            case SilRecord.JBOD -> 0;
            default -> record.disk();
        };
    }

    private static RaidSet set(ClaimGroup<SilRecord> group) {
        SilRecord record = group.newest().metadata();
        if (record.type() == SilRecord.SPARE) {
            return untold(group, record, "Only a spare of this array is here.");
        }
        Optional<Geometry> geometry = geometry(group, record);
        if (geometry.isEmpty()) {
            return untold(
                    group,
                    record,
                    "The record names type 0x%02x with %d striped and %d mirrored disks, which do not go together."
                            .formatted(record.type(), record.stripeDisks(), record.mirrorDisks()));
        }
        boolean sameShape = group.agreeOn(
                each -> List.of(each.type(), each.stripSectors(), each.stripeDisks(), each.arraySectors()));
        boolean oneSource = record.type() == SilRecord.SPAN || record.type() == SilRecord.RAID5;
        double sure = !sameShape ? CONTRADICTED : oneSource ? ONE_SOURCE : CHECKED;
        RaidSet.Draft draft = Assembly.draft(NAME, "Silicon Image array " + name(record), group, geometry.get(), sure)
                .identified(group.newest().group(), record.name());
        group.claims().stream()
                .filter(claim -> claim.intact() && claim.metadata().copies() < SilRecord.COPIES)
                .forEach(claim -> draft.evidence("%s has %d of 4 copies of the record."
                        .formatted(claim.disk().name(), claim.metadata().copies())));
        return draft.set();
    }

    private static Optional<Geometry> geometry(ClaimGroup<SilRecord> group, SilRecord record) {
        if (record.arraySectors() <= 0 || record.arraySectors() > Long.MAX_VALUE / TailSector.BYTES) {
            return Optional.empty();
        }
        long size = record.arraySectors() * TailSector.BYTES;
        long strip = (long) record.stripSectors() * TailSector.BYTES;
        return switch (record.type()) {
            case SilRecord.RAID0 -> Optional.of(Geometry.striped(record.stripeDisks(), strip, size));
            case SilRecord.RAID1 -> Optional.of(Geometry.mirrored(record.mirrorDisks(), size));
            case SilRecord.RAID10 ->
                record.mirrorDisks() == 2
                        ? Optional.of(Geometry.pairs(2 * record.stripeDisks(), strip, size))
                        : Optional.empty();
            case SilRecord.RAID5 ->
                Optional.of(Geometry.parity(ParityLayout.RAID5_LEFT_SYMMETRIC, record.stripeDisks(), strip, size));
            case SilRecord.SPAN -> Optional.of(Geometry.linear(parts(group, record.stripeDisks())));
            case SilRecord.JBOD -> Optional.of(Geometry.linear(List.of(size)));
            default -> Optional.empty();
        };
    }

    private static List<Long> parts(ClaimGroup<SilRecord> group, int disks) {
        List<Long> parts = new ArrayList<>();
        for (int slot = 0; slot < disks; slot++) {
            parts.add(group.in(slot)
                            .map(claim ->
                                    Math.max(0, TailSector.count(claim.disk().bytes()) - SilRecord.RESERVE_SECTORS))
                            .orElse(0L)
                    * TailSector.BYTES);
        }
        return parts;
    }

    private static String name(SilRecord record) {
        return record.name().isEmpty() ? record.created() : record.name();
    }

    private static RaidSet untold(ClaimGroup<SilRecord> group, SilRecord record, String why) {
        return new RaidSet.Draft(NAME, RaidLevel.UNKNOWN)
                .identified(group.newest().group(), record.name())
                .members(group.seats(0, 1).members())
                .unreadable(why)
                .confidence(CONTRADICTED)
                .set();
    }
}
