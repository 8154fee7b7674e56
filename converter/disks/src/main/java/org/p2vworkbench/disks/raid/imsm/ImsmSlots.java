package org.p2vworkbench.disks.raid.imsm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Slice;
import org.p2vworkbench.disks.raid.set.RaidMember;
import org.p2vworkbench.disks.raid.set.RaidMember.Role;

/** The members of one volume, by a seating of its group, and whether their data may be read. */
final class ImsmSlots {

    private final ImsmGroup group;
    private final ImsmVolume volume;
    private final Seating seating;
    private final boolean forced;
    private final List<RaidMember> members = new ArrayList<>();
    private final List<Optional<BlockSource>> sources = new ArrayList<>();

    private ImsmSlots(ImsmGroup group, ImsmVolume volume, Seating seating, boolean forced) {
        this.group = group;
        this.volume = volume;
        this.seating = seating;
        this.forced = forced;
    }

    /** @param forced whether disks that the group went on without are read all the same */
    static ImsmSlots of(ImsmGroup group, ImsmVolume volume, Seating seating, boolean forced) {
        ImsmSlots slots = new ImsmSlots(group, volume, seating, forced);
        for (int slot = 0; slot < volume.map().members(); slot++) {
            slots.fill(slot);
        }
        return slots;
    }

    List<RaidMember> members() {
        return members;
    }

    /** The members' data in slot order; empty where it may not be read. */
    List<Optional<BlockSource>> sources() {
        return sources;
    }

    long memberBytes() {
        return bytes(volume.map().sectorsPerMember());
    }

    boolean isComplete() {
        return members.stream().allMatch(member -> member.role() == Role.ACTIVE);
    }

    /** Whether disks were left out that could be read. */
    boolean couldBeForced() {
        return members.stream().anyMatch(member -> member.role() == Role.STALE || member.role() == Role.FAILED);
    }

    private void fill(int slot) {
        int index = volume.map().disk(slot);
        List<ImsmMember> claimants = seating.at(index);
        if (claimants.size() > 1) {
            claimants.forEach(disk -> members.add(new RaidMember(
                    slot, Optional.of(disk.disk()), Role.CONTENDER, "Another disk has the same serial number.")));
            sources.add(Optional.empty());
        } else if (claimants.size() == 1) {
            seat(slot, claimants.get(0), present(slot, index, claimants.get(0)));
        } else if (seating.outcasts().containsKey(index)) {
            ImsmMember outcast = seating.outcasts().get(index);
            seat(slot, outcast, leftOut(outcast));
        } else {
            members.add(RaidMember.missing(slot, absence(index)));
            sources.add(Optional.empty());
        }
    }

    /** What a disk is to the volume, and why. */
    private record Verdict(Role role, String note) {}

    private void seat(int slot, ImsmMember disk, Verdict said) {
        long start = bytes(volume.map().startSector());
        long size = memberBytes();
        boolean isShort = start < 0 || size <= 0 || start > disk.disk().bytes().size() - size;
        Verdict verdict = isShort ? cutShort(disk, start, size) : said;
        boolean override = forced && (verdict.role() == Role.STALE || verdict.role() == Role.FAILED);
        members.add(new RaidMember(
                slot,
                Optional.of(disk.disk()),
                override ? Role.ACTIVE : verdict.role(),
                override ? "Read all the same. " + verdict.note() : verdict.note()));
        sources.add(
                override || verdict.role() == Role.ACTIVE
                        ? Optional.of(new Slice(disk.name(), disk.disk().bytes(), start, size))
                        : Optional.empty());
    }

    private Verdict present(int slot, int index, ImsmMember disk) {
        if (volume.isRebuilding(slot)) {
            return new Verdict(
                    Role.REBUILDING,
                    "It was being rebuilt and had reached migration unit %d.".formatted(volume.migrationUnit()));
        }
        if (volume.map().isOutOfStep(slot)) {
            return new Verdict(Role.FAILED, "The volume's map calls it out of step with the others.");
        }
        long behind = group.record().generation() - disk.record().generation();
        return new Verdict(
                Role.ACTIVE,
                behind == 0 ? "" : "Its record is %d generations behind and says the same.".formatted(behind));
    }

    private Verdict leftOut(ImsmMember disk) {
        boolean older = disk.record().generation() < group.record().generation();
        return older
                ? new Verdict(
                        Role.STALE,
                        "The group went on without it: its generation is %d, the newest is %d."
                                .formatted(
                                        disk.record().generation(),
                                        group.record().generation()))
                : new Verdict(Role.FAILED, "The group has given it up.");
    }

    private Verdict cutShort(ImsmMember disk, long start, long size) {
        return new Verdict(
                Role.MISSING,
                "%s ends at 0x%x, its part of the volume is %d bytes at 0x%x: the copy is cut short."
                        .formatted(disk.name(), disk.disk().bytes().size(), size, start));
    }

    private String absence(int index) {
        List<ImsmDisk> disks = group.record().disks();
        return index < disks.size()
                ? "The disk with serial number %s is not among those looked at."
                        .formatted(disks.get(index).serial().text())
                : "The record names disk %d of %d.".formatted(index, disks.size());
    }

    /** A number of sectors, or -1 when no disk has so many. */
    private long bytes(long sectors) {
        return sectors < 0 || sectors > Long.MAX_VALUE / group.sectorBytes() / 0x10000
                ? -1
                : sectors * group.sectorBytes();
    }
}
