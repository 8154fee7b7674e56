package org.p2vworkbench.disks.raid.ddf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Slice;
import org.p2vworkbench.disks.raid.set.RaidMember;
import org.p2vworkbench.disks.raid.set.RaidMember.Role;

/**
 * Which disk takes which slot of a volume, and whether its data may be read.
 *
 * <p>A failed disk's copy is as new as the others' (mdadm writes to it last of all), so the state bits in the newest
 * tables count more than sequences. DDF has no rebuild position: a disk that was being filled is read nowhere.
 */
final class DdfSeats {

    private final DdfGroup group;
    private final DdfVolume volume;
    private final boolean forced;
    private final List<RaidMember> members = new ArrayList<>();
    private final List<List<Optional<BlockSource>>> spans = new ArrayList<>();
    private final List<List<Long>> memberBytes = new ArrayList<>();

    private DdfSeats(DdfGroup group, DdfVolume volume, boolean forced) {
        this.group = group;
        this.volume = volume;
        this.forced = forced;
    }

    /** @param forced whether disks that are behind or marked failed are read all the same */
    static DdfSeats of(DdfGroup group, DdfVolume volume, boolean forced) {
        DdfSeats seats = new DdfSeats(group, volume, forced);
        for (int span = 0; span < volume.spanCount(); span++) {
            seats.spans.add(new ArrayList<>());
            seats.memberBytes.add(new ArrayList<>());
            for (int slot = 0; slot < volume.membersPerSpan(); slot++) {
                seats.fill(span, slot);
            }
        }
        return seats;
    }

    List<RaidMember> members() {
        return members;
    }

    /** The members' data, span by span; empty where it may not be read. */
    List<List<Optional<BlockSource>>> spans() {
        return spans;
    }

    List<List<Long>> memberBytes() {
        return memberBytes;
    }

    boolean isComplete() {
        return members.stream().allMatch(member -> member.role() == Role.ACTIVE);
    }

    /** Whether disks were left out that could be read. */
    boolean couldBeForced() {
        return members.stream().anyMatch(member -> member.role() == Role.STALE || member.role() == Role.FAILED);
    }

    /** Whether a copy that fails a checksum says where an active member's data is. */
    boolean restOnDamage() {
        return group.disks().stream().filter(disk -> !disk.copy().isSound()).anyMatch(disk -> members.stream()
                .anyMatch(member -> member.role() == Role.ACTIVE
                        && member.disk().filter(disk.disk()::equals).isPresent()));
    }

    private void fill(int span, int slot) {
        int index = span * volume.membersPerSpan() + slot;
        Optional<VolumeRecord> record = volume.span(span);
        long reference = record.isPresent() ? record.get().members().get(slot) : VolumeRecord.NO_MEMBER;
        List<DdfDisk> claimants = record.isPresent() ? group.withReference(reference) : List.of();
        Optional<BlockSource> bytes = Optional.empty();
        long size = bytes(record.orElse(volume.first()).blocks());
        if (claimants.isEmpty()) {
            members.add(RaidMember.missing(index, absence(record, reference)));
        } else if (claimants.size() > 1) {
            claimants.forEach(disk -> members.add(new RaidMember(
                    index, Optional.of(disk.disk()), Role.CONTENDER, "Another disk says it is the same one.")));
        } else {
            DdfDisk disk = claimants.get(0);
            size = bytes(ownBlocks(disk, record.get()));
            long start = bytes(record.get().starts().get(slot));
            Verdict verdict = verdict(disk, record.get(), start, size);
            members.add(new RaidMember(index, Optional.of(disk.disk()), verdict.role(), verdict.note()));
            if (verdict.role() == Role.ACTIVE) {
                bytes = Optional.of(new Slice(disk.name(), disk.disk().bytes(), start, size));
            }
        }
        spans.get(span).add(bytes);
        memberBytes.get(span).add(size);
    }

    private String absence(Optional<VolumeRecord> record, long reference) {
        if (record.isEmpty()) {
            return "No disk of its span is among those looked at.";
        }
        if (reference == VolumeRecord.NO_MEMBER) {
            return "The volume's record names no disk for this slot.";
        }
        String state = group.physical(reference)
                .map(entry -> entry.isFailed() ? ", which the group has marked failed" : "")
                .orElse(", which the group's tables do not list");
        return "Disk 0x%08x%s, is not among those looked at.".formatted(reference, state);
    }

    /** What a disk is to the volume, and why. */
    private record Verdict(Role role, String note) {}

    private Verdict verdict(DdfDisk disk, VolumeRecord newest, long start, long size) {
        if (start < 0 || size < 0 || start > disk.disk().bytes().size() - size) {
            return new Verdict(
                    Role.MISSING,
                    "%s ends at 0x%x, its part of the volume at 0x%x: the copy is cut short."
                            .formatted(disk.name(), disk.disk().bytes().size(), start + size));
        }
        Optional<PhysicalDisk> entry = group.physical(disk.reference());
        if (entry.filter(PhysicalDisk::isRebuilding).isPresent()) {
            return new Verdict(Role.REBUILDING, "It was being rebuilt; DDF does not say how far.");
        }
        Verdict left = leftOut(disk, newest, entry);
        return forced && left.role() != Role.ACTIVE
                ? new Verdict(Role.ACTIVE, "Read all the same. " + left.note())
                : left;
    }

    private Verdict leftOut(DdfDisk disk, VolumeRecord newest, Optional<PhysicalDisk> entry) {
        if (entry.isEmpty()) {
            return new Verdict(Role.STALE, "The newest tables of the group do not list it.");
        }
        if (entry.get().isFailed()) {
            return new Verdict(Role.FAILED, "The group has marked it failed.");
        }
        if (entry.get().isMissing()) {
            return new Verdict(Role.STALE, "The group went on without it: its tables call it missing.");
        }
        if (!entry.get().isOnline()) {
            return new Verdict(Role.FAILED, "The group's tables do not call it online.");
        }
        long latest = group.newest().sequence();
        boolean behind = disk.sequence() < latest
                && own(disk, newest)
                        .filter(own -> own.sequence() >= newest.sequence())
                        .isEmpty();
        return behind
                ? new Verdict(
                        Role.STALE,
                        "Its metadata is behind: sequence %d, the newest has %d.".formatted(disk.sequence(), latest))
                : new Verdict(Role.ACTIVE, "");
    }

    /** Members of a concatenation may differ in size: each disk's own record has its own. */
    private long ownBlocks(DdfDisk disk, VolumeRecord newest) {
        return own(disk, newest)
                .filter(own -> own.sequence() >= newest.sequence())
                .orElse(newest)
                .blocks();
    }

    private Optional<VolumeRecord> own(DdfDisk disk, VolumeRecord newest) {
        return disk.copy().volumes().stream()
                .filter(own -> own.guid().equals(volume.guid()) && own.span() == newest.span())
                .findFirst();
    }

    /** A number of blocks, or -1 when no disk has so many. */
    private long bytes(long blocks) {
        int blockBytes = group.newest().copy().from().blockBytes();
        return blocks < 0 || blocks > Long.MAX_VALUE / blockBytes / 0x10000 ? -1 : blocks * blockBytes;
    }
}
