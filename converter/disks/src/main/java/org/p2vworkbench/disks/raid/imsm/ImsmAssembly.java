package org.p2vworkbench.disks.raid.imsm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.disks.raid.set.RaidState;

/** One volume of a group put together by a seating, with what it rests on. */
final class ImsmAssembly {

    private static final double FORCED = 0.3;
    private static final double PARITY_DOUBTED = 0.6;
    private static final double DAMAGED = 0.5;

    private final ImsmGroup group;
    private final int number;
    private final ImsmVolume volume;

    ImsmAssembly(ImsmGroup group, int number) {
        this.group = group;
        this.number = number;
        this.volume = group.record().volumes().get(number);
    }

    /**
     * The volume for a judge: once from each half of its mirrors, because disks paired wrongly show only there. Empty
     * when it cannot be read.
     */
    List<BlockSource> copies(Seating seating) {
        Optional<ImsmLevel> level = readableLevel();
        if (level.isEmpty()) {
            return List.of();
        }
        ImsmSlots slots = ImsmSlots.of(group, volume, seating, false);
        int copies = level.get().level() == RaidLevel.RAID10 ? ImsmLevel.copies(volume.map()) : 1;
        List<BlockSource> found = new ArrayList<>();
        for (int copy = 0; copy < copies; copy++) {
            List<Optional<BlockSource>> some = new ArrayList<>(slots.sources());
            for (int slot = 0; slot < some.size() && copies > 1; slot++) {
                if (slot % copies != copy) {
                    some.set(slot, Optional.empty());
                }
            }
            bytes(level.get(), slots, some).ifPresent(found::add);
        }
        return found.isEmpty()
                ? bytes(level.get(), slots, slots.sources()).stream().toList()
                : found;
    }

    /** @param sure how sure the seating is */
    RaidSet assembled(Seating seating, double sure) {
        Optional<ImsmLevel> level = readableLevel();
        if (level.isEmpty()) {
            return told(new RaidSet.Draft("imsm", RaidLevel.UNKNOWN), seating, sure)
                    .members(ImsmSlots.of(group, volume, seating, false).members())
                    .unreadable(refusal())
                    .set();
        }
        ImsmSlots slots = ImsmSlots.of(group, volume, seating, false);
        RaidSet set = drafted(level.get(), slots, seating, sure).set();
        if (set.volume().isPresent() || !slots.couldBeForced()) {
            return set;
        }
        RaidSet forced = drafted(
                        level.get(), ImsmSlots.of(group, volume, seating, true), seating, Math.min(FORCED, sure))
                .set();
        return forced.volume().isEmpty()
                ? set
                : set.draft()
                        .alternatives(List.of(forced))
                        .finding("Reading the disks that were left out gives a volume of mixed ages: it is listed as an"
                                + " alternative, and only content can tell whether it is good.")
                        .set();
    }

    private Optional<ImsmLevel> readableLevel() {
        return volume.isMoving() ? Optional.empty() : ImsmLevel.of(volume.map());
    }

    private String refusal() {
        return volume.isMoving()
                ? "The volume was being migrated to another level, strip or number of disks when it stopped, and lies"
                        + " partly by the one and partly by the other. Let the original system finish the migration first."
                : "Level %d with %d members is none that IMSM is known to have."
                        .formatted(volume.map().level(), volume.map().members());
    }

    private RaidSet.Draft drafted(ImsmLevel level, ImsmSlots slots, Seating seating, double sure) {
        Optional<BlockSource> bytes = bytes(level, slots, slots.sources());
        boolean parityMatters = bytes.isPresent() && !slots.isComplete() && volume.isParityDoubted();
        RaidSet.Draft draft = told(
                        new RaidSet.Draft("imsm", level.level()),
                        seating,
                        Math.min(sure, parityMatters ? PARITY_DOUBTED : 1))
                .laidOut(
                        level.layout(),
                        level.hasChunks() ? stripBytes() : 0,
                        volume.map().startSector() * group.sectorBytes(),
                        sizeBytes(level, slots))
                .members(slots.members());
        if (parityMatters) {
            draft.finding(
                    "The volume's redundancy was not in step with its data; what is computed from it may be wrong.");
        }
        return bytes.isPresent()
                ? draft.readable(slots.isComplete() ? RaidState.OPTIMAL : RaidState.DEGRADED, bytes.get())
                : draft.unreadable("More members are missing than redundancy replaces; add the missing disks.");
    }

    private Optional<BlockSource> bytes(ImsmLevel level, ImsmSlots slots, List<Optional<BlockSource>> sources) {
        long size = sizeBytes(level, slots);
        return size == 0 ? Optional.empty() : level.span().volume(volume.name(), sources, unit(level), size);
    }

    /** What the record says, but no more than the members hold. */
    private long sizeBytes(ImsmLevel level, ImsmSlots slots) {
        if (slots.memberBytes() <= 0 || unit(level) == 0) {
            return 0;
        }
        long capacity =
                level.span().capacity(Collections.nCopies(volume.map().members(), slots.memberBytes()), unit(level));
        long said = volume.sectors();
        return said > 0 && said <= capacity / group.sectorBytes() ? said * group.sectorBytes() : capacity;
    }

    private long stripBytes() {
        return (long) volume.map().stripSectors() * group.sectorBytes();
    }

    private long unit(ImsmLevel level) {
        return level.hasChunks() ? stripBytes() : group.sectorBytes();
    }

    private RaidSet.Draft told(RaidSet.Draft draft, Seating seating, double sure) {
        ImsmRecord record = group.record();
        draft.identified(ImsmUuid.of(record, number), volume.name())
                .confidence(group.isSound() ? sure : Math.min(DAMAGED, sure))
                .evidence("IMSM %s group 0x%08x (family 0x%08x), generation %d, on %d disks."
                        .formatted(
                                record.version().replaceAll("[^\\x20-\\x7e]", "."),
                                record.group(),
                                record.family(),
                                record.generation(),
                                group.current().size()));
        for (ImsmMember member : group.current()) {
            if (!member.record().isSound()) {
                draft.finding("%s: the checksum of its IMSM record is wrong.".formatted(member.name()));
            }
        }
        if (record.badBlockLogBytes() > 0) {
            draft.evidence("The record has a bad-block log of %d bytes.".formatted(record.badBlockLogBytes()));
        }
        seating.notes().forEach(draft::finding);
        return draft;
    }
}
