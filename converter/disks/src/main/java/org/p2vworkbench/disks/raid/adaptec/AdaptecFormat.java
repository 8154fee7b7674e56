package org.p2vworkbench.disks.raid.adaptec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/** Sets with Adaptec HostRAID metadata: RAID 0, 1 and 10; data from the first sector. */
public final class AdaptecFormat implements RaidFormat {

    private static final String NAME = "adaptec";
    private static final double PLAIN = 0.8;

    /** Nested arrays, and what the two sources read differently. */
    private static final double DOUBTED = 0.6;

    private static final double LESS_LIKELY = 0.3;
    private static final double CONTRADICTED = 0.5;

    @Override
    public List<RaidSet> find(List<RaidDisk> disks) throws IOException {
        List<Claim<AdaptecArray>> claims = new ArrayList<>();
        for (RaidDisk disk : disks) {
            Optional<AdaptecRecord> record = disk.whole() ? AdaptecRecord.read(disk.bytes()) : Optional.empty();
            if (record.isPresent()) {
                AdaptecArray.of(record.get()).ifPresent(array -> claims.add(claim(disk, record.get(), array)));
            }
        }
        return ClaimGroup.of(claims).stream().map(AdaptecFormat::set).toList();
    }

    private static Claim<AdaptecArray> claim(RaidDisk disk, AdaptecRecord record, AdaptecArray array) {
        Claim<AdaptecArray> claim = Claim.member(
                        disk, array, "%08x".formatted(array.head().magic()), array.slot(true))
                .at(array.sequence());
        if (!record.intact()) {
            return claim.damaged("the checksum of its Adaptec table does not hold; its fields may be wrong");
        }
        AdaptecLine own = array.own();
        if (own.type() == AdaptecLine.SPARE || array.head().type() == AdaptecLine.SPARE) {
            return claim.as(Standing.SPARE, "");
        }
        if (own.beingFilled()) {
            return claim.as(Standing.REBUILDING, "was being rebuilt");
        }
        return own.inOrder() ? claim : claim.as(Standing.FAILED, "its line is in state 0x%02x".formatted(own.state()));
    }

    private static RaidSet set(ClaimGroup<AdaptecArray> group) {
        AdaptecArray array = group.newest().metadata();
        int strip =
                array.own().strip() != 0 ? array.own().strip() : array.head().strip();
        if (!known(array)) {
            return unknown(group, array);
        }
        boolean sameShape = group.agreeOn(each ->
                List.of(each.head().type(), each.inner().size(), each.own().sectors()));
        boolean striped = array.nested() || array.head().type() == AdaptecLine.RAID0;
        boolean asShift = striped && (Integer.bitCount(strip) != 1 || strip < 8);
        double sure = !sameShape ? CONTRADICTED : array.nested() || asShift ? DOUBTED : PLAIN;
        List<RaidSet> others = new ArrayList<>();
        if (striped && !asShift && strip <= 32) {
            RaidSet other = told(group, array, shifted(strip), LESS_LIKELY).set();
            if (other.sizeBytes() > 0) {
                others.add(other);
            }
        }
        RaidSet.Draft draft = told(
                group, array, asShift ? shifted(strip) : strip, array.ordersAgree() ? sure : Math.min(sure, DOUBTED));
        if (asShift) {
            draft.finding("The strip is given as %d, no power of two: read as twice a shift, as FreeBSD does."
                    .formatted(strip));
        }
        if (!array.ordersAgree() && striped) {
            draft.finding("The table lists the disks in another order than their ids have; see the alternative.");
            others.add(told(
                            group.seatedBy(claim -> claim.metadata().slot(false)),
                            array,
                            asShift ? shifted(strip) : strip,
                            LESS_LIKELY)
                    .set());
        }
        return draft.alternatives(others).set();
    }

    /** FreeBSD's reading of the strip field. */
    private static int shifted(int strip) {
        return strip >> 1 < 20 ? 1 << (strip >> 1) : 0;
    }

    private static boolean known(AdaptecArray array) {
        boolean pairs = array.inner().stream()
                        .allMatch(inner -> inner.line().type() == AdaptecLine.RAID1
                                && inner.disks().size() == 2)
                || array.inner().size() == 2
                        && array.inner().stream().allMatch(inner -> inner.line().type() == AdaptecLine.RAID0);
        return array.nested()
                ? pairs
                : array.head().type() == AdaptecLine.RAID0 || array.head().type() == AdaptecLine.RAID1;
    }

    private static RaidSet.Draft told(
            ClaimGroup<AdaptecArray> group, AdaptecArray array, int stripSectors, double sure) {
        long strip = (long) stripSectors * TailSector.BYTES;
        int disks =
                array.inner().stream().mapToInt(inner -> inner.disks().size()).sum();
        long member = array.own().sectors() * TailSector.BYTES;
        Geometry geometry;
        if (array.nested()) {
            geometry = Geometry.pairs(disks, strip, rounded(member, strip) * (disks / 2));
        } else if (array.head().type() == AdaptecLine.RAID1) {
            geometry = Geometry.mirrored(disks, member);
        } else {
            geometry = Geometry.striped(disks, strip, rounded(member, strip) * disks);
        }
        return Assembly.draft(NAME, "Adaptec array " + array.head().name(), group, geometry, sure)
                .identified(group.newest().group(), array.head().name());
    }

    private static long rounded(long bytes, long strip) {
        return strip > 0 ? bytes / strip * strip : 0;
    }

    private static RaidSet unknown(ClaimGroup<AdaptecArray> group, AdaptecArray array) {
        return new RaidSet.Draft(NAME, RaidLevel.UNKNOWN)
                .identified(group.newest().group(), array.head().name())
                .members(group.seats(0, 1).members())
                .unreadable("The metadata names type 0x%02x, whose layout is not publicly known."
                        .formatted(array.head().type()))
                .confidence(CONTRADICTED)
                .set();
    }
}
