package org.p2vworkbench.disks.raid.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Slice;
import org.p2vworkbench.disks.raid.ConcatenatedVolume;
import org.p2vworkbench.disks.raid.MirroredVolume;
import org.p2vworkbench.disks.raid.ParityVolume;
import org.p2vworkbench.disks.raid.StripedVolume;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidMember;
import org.p2vworkbench.disks.raid.set.RaidMember.Role;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.disks.raid.set.RaidState;

/** A group and a geometry, put together: the set with its bytes, or with the reason why there are none. */
public final class Assembly {

    /** A checksum that does not hold, or members that contradict each other. */
    private static final double DAMAGED = 0.5;

    private final String volume;
    private final Geometry geometry;
    private final List<RaidMember> members;
    private final List<Optional<BlockSource>> data = new ArrayList<>();

    private Assembly(String volume, Geometry geometry, Seats seats) {
        this.volume = volume;
        this.geometry = geometry;
        this.members = new ArrayList<>(seats.members());
        for (int slot = 0; slot < geometry.slots(); slot++) {
            int at = slot;
            data.add(seats.readers().get(slot).flatMap(disk -> area(disk, at)));
        }
    }

    /**
     * The set as far as every format tells it alike; the format adds what its array is called and what it doubts.
     *
     * @param sure how much a reading without damage is to be believed
     */
    public static <M> RaidSet.Draft draft(
            String format, String volume, ClaimGroup<M> group, Geometry geometry, double sure) {
        RaidSet.Draft draft = new RaidSet.Draft(format, geometry.level());
        boolean intact = group.claims().stream().allMatch(Claim::intact);
        group.claims().stream()
                .filter(claim -> !claim.intact())
                .forEach(claim -> draft.finding("%s: %s".formatted(claim.disk().name(), claim.note())));
        draft.confidence(intact ? sure : Math.min(sure, DAMAGED));
        Optional<String> flaw = geometry.flaw();
        if (flaw.isPresent()) {
            return draft.members(group.seats(0, 1).members())
                    .unreadable("The metadata describes %s, which cannot be.".formatted(flaw.get()))
                    .confidence(Math.min(sure, DAMAGED));
        }
        Seats seats = group.seats(geometry.slots(), geometry.copies());
        Assembly assembly = new Assembly(volume, geometry, seats);
        draft.members(assembly.members)
                .laidOut(
                        geometry.layout(),
                        geometry.chunkBytes(),
                        geometry.offsetsBytes().get(0),
                        geometry.sizeBytes())
                .evidence("%d of %d members carry %s metadata of this array."
                        .formatted(seats.present(), geometry.slots(), format));
        return assembly.readable()
                ? draft.readable(assembly.state(), assembly.bytes())
                : draft.unreadable("More is missing than redundancy replaces; add %s.".formatted(assembly.missing()));
    }

    /** The part of a disk that belongs to the volume. A disk that does not hold all of it is a copy cut short. */
    private Optional<BlockSource> area(RaidDisk disk, int slot) {
        long offset = geometry.offsetsBytes().get(slot);
        long length = geometry.memberBytes().get(slot);
        if (offset >= 0 && offset <= disk.bytes().size() - length) {
            return Optional.of(new Slice(disk.name(), disk.bytes(), offset, length));
        }
        String note = "holds %d bytes, its part of the array is %d bytes from 0x%x: copy it again, whole"
                .formatted(disk.bytes().size(), length, offset);
        members.replaceAll(member -> member.index() == slot && member.role() == Role.ACTIVE
                ? new RaidMember(slot, member.disk(), Role.FAILED, note)
                : member);
        return Optional.empty();
    }

    private boolean readable() {
        for (int slot = 0; geometry.copies() > 1 && slot < data.size(); slot += geometry.copies()) {
            if (data.subList(slot, slot + geometry.copies()).stream().allMatch(Optional::isEmpty)) {
                return false;
            }
        }
        return geometry.copies() > 1 || empty() <= geometry.spareable();
    }

    private RaidState state() {
        return empty() == 0 ? RaidState.OPTIMAL : RaidState.DEGRADED;
    }

    private long empty() {
        return data.stream().filter(Optional::isEmpty).count();
    }

    private String missing() {
        List<String> slots = new ArrayList<>();
        for (int slot = 0; slot < data.size(); slot++) {
            if (data.get(slot).isEmpty()) {
                slots.add("slot " + slot);
            }
        }
        return String.join(", ", slots);
    }

    private BlockSource bytes() {
        return switch (geometry.level()) {
            case RAID0 -> new StripedVolume(volume, data, geometry.chunkBytes(), geometry.sizeBytes());
            case RAID1 -> new MirroredVolume(volume, data, geometry.sizeBytes());
            case RAID10 -> new StripedVolume(volume, columns(), geometry.chunkBytes(), geometry.sizeBytes());
            case RAID4, RAID5, RAID6 ->
                new ParityVolume(
                        volume, data, geometry.chunkBytes(), geometry.parity().orElseThrow(), geometry.sizeBytes());
            case LINEAR, JBOD ->
                new ConcatenatedVolume(
                        volume, data.stream().map(Optional::orElseThrow).toList());
            case RAID50, RAID60, UNKNOWN -> throw new AssertionError(geometry.level());
        };
    }

    private List<Optional<BlockSource>> columns() {
        List<Optional<BlockSource>> columns = new ArrayList<>();
        for (int slot = 0; slot < data.size(); slot += 2) {
            columns.add(Optional.of(new MirroredVolume(
                    "%s column %d".formatted(volume, slot / 2),
                    data.subList(slot, slot + 2),
                    geometry.memberBytes().get(slot))));
        }
        return columns;
    }
}
