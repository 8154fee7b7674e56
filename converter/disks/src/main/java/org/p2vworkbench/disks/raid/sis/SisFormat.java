package org.p2vworkbench.disks.raid.sis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.raid.claim.Assembly;
import org.p2vworkbench.disks.raid.claim.Claim;
import org.p2vworkbench.disks.raid.claim.ClaimGroup;
import org.p2vworkbench.disks.raid.claim.Geometry;
import org.p2vworkbench.disks.raid.claim.TailSector;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidFormat;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.set.RaidSet;

/**
 * Sets with SiS metadata: RAID 0, 1 and spans of two disks; data from the first sector. How a third disk knows its place
 * is not publicly known.
 */
public final class SisFormat implements RaidFormat {

    private static final String NAME = "sis";
    private static final double ONE_SOURCE_UNCHECKED = 0.6;
    private static final double CONTRADICTED = 0.5;
    private static final int PORTS = 2;

    @Override
    public List<RaidSet> find(List<RaidDisk> disks) throws IOException {
        List<Claim<SisRecord>> claims = new ArrayList<>();
        for (RaidDisk disk : disks) {
            Optional<SisRecord> record = disk.whole() ? SisRecord.read(disk.bytes()) : Optional.empty();
            record.ifPresent(found -> claims.add(Claim.member(
                    disk,
                    found,
                    "%08x-%08x".formatted(found.controller(), found.created()),
                    found.port() == found.firstPort() ? 0 : 1)));
        }
        return ClaimGroup.of(claims).stream().map(SisFormat::set).toList();
    }

    private static RaidSet set(ClaimGroup<SisRecord> group) {
        SisRecord record = group.newest().metadata();
        String id = group.newest().group();
        if (record.disks() > PORTS) {
            return new RaidSet.Draft(NAME, RaidLevel.UNKNOWN)
                    .identified(id, "")
                    .members(group.seats(record.disks(), 1).members())
                    .unreadable("How SiS orders more than two disks is not publicly known.")
                    .confidence(CONTRADICTED)
                    .set();
        }
        boolean sameShape = group.agreeOn(each -> List.of(each.type(), each.disks(), each.stripSectors()));
        return Assembly.draft(
                        NAME,
                        "SiS array " + id,
                        group,
                        geometry(group, record),
                        sameShape ? ONE_SOURCE_UNCHECKED : CONTRADICTED)
                .identified(id, "")
                .set();
    }

    private static Geometry geometry(ClaimGroup<SisRecord> group, SisRecord record) {
        List<Long> parts = new ArrayList<>();
        for (int slot = 0; slot < record.disks(); slot++) {
            parts.add(group.in(slot)
                            .map(claim -> TailSector.count(claim.disk().bytes()) - SisRecord.FROM_END)
                            .orElse(0L)
                    * TailSector.BYTES);
        }
        long smallest =
                parts.stream().filter(part -> part > 0).min(Long::compare).orElse(0L);
        long strip = (long) record.stripSectors() * TailSector.BYTES;
        return switch (record.type()) {
            case SisRecord.RAID1 -> Geometry.mirrored(record.disks(), smallest);
            case SisRecord.RAID0 ->
                Geometry.striped(record.disks(), strip, strip > 0 ? smallest / strip * strip * record.disks() : 0);
            default -> Geometry.linear(parts);
        };
    }
}
