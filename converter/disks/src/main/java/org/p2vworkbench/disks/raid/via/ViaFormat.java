package org.p2vworkbench.disks.raid.via;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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

/** Sets with VIA V-RAID metadata: RAID 0, 1, 0+1, 5 and spans; data from the first sector. */
public final class ViaFormat implements RaidFormat {

    private static final String NAME = "via";
    private static final double CHECKED = 0.9;

    /** Only FreeBSD reads RAID 5, and it does not rebuild what is missing. */
    private static final double ONE_SOURCE = 0.6;

    @Override
    public List<RaidSet> find(List<RaidDisk> disks) throws IOException {
        List<Claim<ViaRecord>> claims = new ArrayList<>();
        for (RaidDisk disk : disks) {
            Optional<ViaRecord> record = disk.whole() ? ViaRecord.read(disk.bytes()) : Optional.empty();
            record.ifPresent(found -> claims.add(claim(disk, found)));
        }
        return ClaimGroup.of(claims).stream().map(ViaFormat::set).toList();
    }

    private static Claim<ViaRecord> claim(RaidDisk disk, ViaRecord record) {
        String group = "%d %s".formatted(record.array(), record.diskIds());
        int slot = slot(record);
        Claim<ViaRecord> claim = Claim.member(disk, record, group, Math.max(slot, 0));
        if (!record.member() || slot < 0) {
            return claim.as(Standing.SPARE, "not one of the disks that the array lists");
        }
        if (record.broken()) {
            return claim.as(Standing.FAILED, "marked broken");
        }
        return dirty(record)
                ? claim.as(Standing.UNSYNCED, "its copy was being written when the machine stopped")
                : claim;
    }

    /** The place in the list of disks, by which FreeBSD goes; dmraid goes by the place bits, which agree. */
    private static int slot(ViaRecord record) {
        int listed = record.diskIds().indexOf(record.ownId());
        return record.type() == ViaRecord.RAID01 && listed >= 0
                ? listed % Math.max(1, record.disks()) * 2 + listed / Math.max(1, record.disks())
                : listed;
    }

    private static boolean dirty(ViaRecord record) {
        return record.type() == ViaRecord.RAID1 && (record.place() & 4) != 0
                || record.type() == ViaRecord.RAID01 && (record.place() & 0x10) != 0;
    }

    private static boolean placesAgree(Claim<ViaRecord> claim) {
        ViaRecord record = claim.metadata();
        int listed = record.diskIds().indexOf(record.ownId());
        return switch (record.type()) {
            case ViaRecord.RAID1 -> (record.place() & 3) == 0 == (listed == 0);
            case ViaRecord.RAID01 -> (record.place() & 7) + (record.place() >> 3 & 1) * record.disks() == listed;
            default -> (record.place() & 7) == listed;
        };
    }

    private static RaidSet set(ClaimGroup<ViaRecord> group) {
        ViaRecord record = group.newest().metadata();
        boolean sameShape = group.agreeOn(each -> List.of(each.type(), each.disks(), each.stripSectors()));
        boolean samePlaces = group.claims().stream()
                .filter(claim -> claim.of(Standing.MEMBER))
                .allMatch(ViaFormat::placesAgree);
        String id = record.diskIds().stream()
                .filter(disk -> disk != 0)
                .map("%08x"::formatted)
                .collect(Collectors.joining("-"));
        double sure = !sameShape || !samePlaces ? 0.5 : record.type() == ViaRecord.RAID5 ? ONE_SOURCE : CHECKED;
        RaidSet.Draft draft = Assembly.draft(NAME, "VIA array " + id, group, geometry(group, record), sure)
                .identified(id, "array " + record.array())
                .evidence("The checksums of the VIA records hold.");
        if (!samePlaces) {
            draft.finding("The list of disks and the place bits order the members differently; the list was followed.");
        }
        if (!sameShape) {
            draft.finding("The members name different types, counts or strips; the first was followed.");
        }
        return draft.set();
    }

    private static Geometry geometry(ClaimGroup<ViaRecord> group, ViaRecord record) {
        long strip = (long) record.stripSectors() * TailSector.BYTES;
        long member = group.claims().stream()
                .mapToLong(claim -> memberBytes(claim.metadata(), claim.disk()))
                .min()
                .orElse(0);
        int disks = record.disks();
        return switch (record.type()) {
            case ViaRecord.RAID1 -> Geometry.mirrored(2, member);
            case ViaRecord.RAID01 -> Geometry.pairs(2 * disks, strip, member / strip * strip * disks);
            case ViaRecord.RAID5 ->
                Geometry.parity(ParityLayout.RAID5_LEFT_ASYMMETRIC, disks, strip, member / strip * strip * (disks - 1));
            case ViaRecord.SPAN -> Geometry.linear(parts(group, disks));
            default -> Geometry.striped(disks, strip, member / strip * strip * disks);
        };
    }

    /** FreeBSD reads the field as sectors of this disk; one that is larger than the disk can only be the array's. */
    private static long memberBytes(ViaRecord record, RaidDisk disk) {
        long usable = (TailSector.count(disk.bytes()) - 1) * TailSector.BYTES;
        return record.sectors() <= usable / TailSector.BYTES ? record.sectors() * TailSector.BYTES : usable;
    }

    private static List<Long> parts(ClaimGroup<ViaRecord> group, int disks) {
        List<Long> parts = new ArrayList<>();
        for (int slot = 0; slot < disks; slot++) {
            parts.add(group.in(slot)
                    .map(claim -> memberBytes(claim.metadata(), claim.disk()))
                    .orElse(0L));
        }
        return parts;
    }
}
