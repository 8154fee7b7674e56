package org.p2vworkbench.disks.raid.jmicron;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.p2vworkbench.disks.raid.ParityLayout;
import org.p2vworkbench.disks.raid.claim.Assembly;
import org.p2vworkbench.disks.raid.claim.Claim;
import org.p2vworkbench.disks.raid.claim.Claim.Standing;
import org.p2vworkbench.disks.raid.claim.ClaimGroup;
import org.p2vworkbench.disks.raid.claim.Geometry;
import org.p2vworkbench.disks.raid.claim.TailSector;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidFormat;
import org.p2vworkbench.disks.raid.set.RaidSet;

/**
 * Sets with JMicron metadata: RAID 0, 1, 0+1, 5 and spans. Where the data begins is disputed: FreeBSD reads the base in
 * units of 16 sectors, dmraid in sectors. Nobody disputes a base of 0.
 */
public final class JmicronFormat implements RaidFormat {

    private static final String NAME = "jmicron";
    private static final double CHECKED = 0.9;
    private static final double DISPUTED = 0.7;
    private static final double UNLIKELY = 0.3;
    private static final int BASE_UNIT_SECTORS = 16;

    @Override
    public List<RaidSet> find(List<RaidDisk> disks) throws IOException {
        List<Claim<JmicronRecord>> claims = new ArrayList<>();
        for (RaidDisk disk : disks) {
            Optional<JmicronRecord> record = disk.whole() ? JmicronRecord.read(disk.bytes()) : Optional.empty();
            record.ifPresent(found -> claims.add(claim(disk, found)));
        }
        return ClaimGroup.of(freshOnes(claims)).stream().map(JmicronFormat::set).toList();
    }

    private static Claim<JmicronRecord> claim(RaidDisk disk, JmicronRecord record) {
        String group = record.memberIds() + record.name();
        Claim<JmicronRecord> claim = Claim.member(disk, record, group, Math.max(0, record.slot()));
        if (!record.intact()) {
            return claim.damaged("the checksum of its JMicron record does not hold; its fields may be wrong");
        }
        if (record.slot() < 0) {
            return claim.as(Standing.SPARE, "");
        }
        return record.has(JmicronRecord.UNSYNCED)
                ? claim.as(Standing.UNSYNCED, "its copy was being written when the machine stopped")
                : claim;
    }

    /** FreeBSD: once an array has met bad sectors its members say so, and one that does not was put in cold. */
    private static List<Claim<JmicronRecord>> freshOnes(List<Claim<JmicronRecord>> claims) {
        return claims.stream()
                .map(claim -> claim.of(Standing.MEMBER)
                                && !claim.metadata().has(JmicronRecord.BAD_SECTOR)
                                && claims.stream()
                                        .anyMatch(other -> other.group().equals(claim.group())
                                                && other.metadata().has(JmicronRecord.BAD_SECTOR))
                        ? claim.as(Standing.REBUILDING, "lacks a mark that the other members carry")
                        : claim)
                .toList();
    }

    private static RaidSet set(ClaimGroup<JmicronRecord> group) {
        JmicronRecord record = group.newest().metadata();
        boolean sameShape = group.agreeOn(
                each -> List.of(each.mode(), each.blockShift(), each.memberIds().size()));
        boolean basesAreZero =
                group.claims().stream().allMatch(claim -> claim.metadata().base() == 0);
        double sure = !sameShape ? 0.5 : basesAreZero ? CHECKED : DISPUTED;
        RaidSet.Draft draft = draft(group, record, BASE_UNIT_SECTORS, sure);
        if (!basesAreZero) {
            draft.finding("Whether the data begins at 16 times %d sectors or at %d is disputed; see the alternative."
                            .formatted(record.base(), record.base()))
                    .alternatives(List.of(draft(group, record, 1, UNLIKELY).set()));
        }
        return draft.set();
    }

    private static RaidSet.Draft draft(
            ClaimGroup<JmicronRecord> group, JmicronRecord record, int baseUnitSectors, double sure) {
        Geometry geometry = geometry(group, record)
                .from(bySlot(
                        group,
                        record,
                        slot -> group.in((int) slot)
                                        .map(Claim::metadata)
                                        .orElse(record)
                                        .base()
                                * baseUnitSectors
                                * TailSector.BYTES));
        return Assembly.draft(NAME, "JMicron array " + record.name(), group, geometry, sure)
                .identified("%08x".formatted(configId(record)), record.name());
    }

    /** As FreeBSD makes one up; the format has none. */
    private static int configId(JmicronRecord record) {
        int id = 0;
        for (int slot = 0; slot < record.memberIds().size(); slot++) {
            id += record.memberIds().get(slot).intValue() << slot;
        }
        return id;
    }

    private static Geometry geometry(ClaimGroup<JmicronRecord> group, JmicronRecord record) {
        int slots = record.memberIds().size();
        long member = record.sectors() * TailSector.BYTES;
        long chunk = 1024L << record.blockShift();
        long usable = member / chunk * chunk;
        return switch (record.mode()) {
            case JmicronRecord.RAID1 -> Geometry.mirrored(slots, member);
            case JmicronRecord.RAID01 -> Geometry.pairs(slots, chunk, usable * (slots / 2));
            case JmicronRecord.RAID5 ->
                Geometry.parity(ParityLayout.RAID5_LEFT_ASYMMETRIC, slots, chunk, usable * (slots - 1));
            case JmicronRecord.SPAN ->
                Geometry.linear(bySlot(
                        group,
                        record,
                        slot -> group.in((int) slot)
                                        .map(claim -> claim.metadata().sectors())
                                        .orElse(0L)
                                * TailSector.BYTES));
            default -> Geometry.striped(slots, chunk, usable * slots);
        };
    }

    private static List<Long> bySlot(ClaimGroup<JmicronRecord> group, JmicronRecord record, LongUnaryOperator value) {
        List<Long> values = new ArrayList<>();
        for (int slot = 0; slot < record.memberIds().size(); slot++) {
            values.add(value.applyAsLong(slot));
        }
        return values;
    }
}
