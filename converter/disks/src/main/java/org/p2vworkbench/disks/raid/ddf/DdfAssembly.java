package org.p2vworkbench.disks.raid.ddf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.content.Contest;
import org.p2vworkbench.disks.raid.content.OrderJudge;
import org.p2vworkbench.disks.raid.content.Score;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.disks.raid.set.RaidState;

/** One volume of a group put together, with what it rests on. */
final class DdfAssembly {

    private static final double CERTAIN = 0.98;
    private static final double CONFIRMED_BY_CONTENT = 0.9;
    private static final double LEFT_OVER = 0.3;
    private static final double FORCED = 0.3;
    private static final double PARITY_DOUBTED = 0.6;
    private static final double DAMAGED = 0.5;
    private static final int MOST_MEMBERS = 4096;

    private final DdfGroup group;
    private final DdfVolume volume;
    private final OrderJudge judge;
    private final Optional<VirtualDisk> table;
    private final int blockBytes;

    DdfAssembly(DdfGroup group, DdfVolume volume, OrderJudge judge) {
        this.group = group;
        this.volume = volume;
        this.judge = judge;
        this.table = group.virtual(volume.guid());
        this.blockBytes = group.newest().copy().from().blockBytes();
    }

    RaidSet assembled() throws IOException {
        DdfReadings readings = readings();
        if (readings.ways().isEmpty()) {
            return told(new RaidSet.Draft("ddf", RaidLevel.UNKNOWN).confidence(capped(CERTAIN)))
                    .unreadable(readings.question() + " The set is not read; inference from content may find out.")
                    .set();
        }
        DdfSeats seats = DdfSeats.of(group, volume, false);
        RaidSet set = assembled(readings, seats, CERTAIN);
        if (set.volume().isPresent() || !seats.couldBeForced()) {
            return set;
        }
        RaidSet forced = assembled(readings, DdfSeats.of(group, volume, true), FORCED);
        return forced.volume().isEmpty()
                ? set
                : set.draft()
                        .alternatives(List.of(forced))
                        .finding("Reading the disks that were left out gives a volume of mixed ages: it is listed as an"
                                + " alternative, and only content can tell whether it is good.")
                        .set();
    }

    private DdfReadings readings() {
        if (volume.contradictsItself() || (long) volume.spanCount() * volume.membersPerSpan() > MOST_MEMBERS) {
            return new DdfReadings(List.of(), 0, "The volume's records contradict one another.");
        }
        if (table.filter(VirtualDisk::isMorphing).isPresent()) {
            return new DdfReadings(
                    List.of(), 0, "The controller was changing the volume's level or size when it stopped.");
        }
        return DdfReadings.of(volume, blockBytes, DdfAuthor.of(group.newest().copy()));
    }

    private RaidSet assembled(DdfReadings readings, DdfSeats seats, double most) throws IOException {
        Contest<DdfReading> contest = Contest.between(
                readings.ways(), way -> volume(way, seats).map(List::of).orElse(List.of()), judge);
        boolean open = readings.ways().size() > 1;
        DdfReading chosen = open && !contest.isClear()
                ? readings.ways().get(0)
                : contest.best().way();
        double sure = !open ? most : Math.min(most, contest.isClear() ? CONFIRMED_BY_CONTENT : readings.undecided());
        RaidSet.Draft draft = drafted(chosen, seats, sure);
        contest.ranked().stream()
                .filter(entry -> entry.way() == chosen)
                .forEach(entry -> tellContent(entry.score(), draft));
        if (open) {
            draft.finding(readings.question()
                    + (contest.isClear()
                            ? " The volume's content fits " + chosen.described() + " only."
                            : " The content does not decide; all readings are listed."));
            List<RaidSet> others = new ArrayList<>();
            for (DdfReading way : contest.isClear() ? contest.leaders() : readings.ways()) {
                if (way != chosen) {
                    others.add(drafted(way, seats, sure / 2).set());
                }
            }
            draft.alternatives(others);
        }
        return draft.set();
    }

    private RaidSet.Draft drafted(DdfReading way, DdfSeats seats, double sure) {
        Optional<BlockSource> bytes = volume(way, seats);
        boolean parityMatters = bytes.isPresent() && !seats.isComplete() && isParityDoubted();
        double confidence = Math.min(sure, parityMatters ? PARITY_DOUBTED : 1);
        long start = volume.first().starts().get(0);
        RaidSet.Draft draft = new RaidSet.Draft("ddf", way.level())
                .laidOut(
                        way.layout(),
                        way.chunkBytes(),
                        Math.max(0, start) <= Long.MAX_VALUE / blockBytes ? Math.max(0, start) * blockBytes : 0,
                        sizeBytes(way, seats))
                .confidence(seats.restOnDamage() ? Math.min(DAMAGED, capped(confidence)) : capped(confidence))
                .members(seats.members());
        told(draft);
        if (parityMatters) {
            draft.finding(
                    "The volume's redundancy was not in step with its data; what is computed from it may be wrong.");
        }
        return bytes.isPresent()
                ? draft.readable(seats.isComplete() ? RaidState.OPTIMAL : RaidState.DEGRADED, bytes.get())
                : draft.unreadable(
                        sizeBytes(way, seats) == 0
                                ? "The volume's records give it no room on its members."
                                : "More members are missing than redundancy replaces; add the missing disks.");
    }

    private boolean isParityDoubted() {
        return table.filter(entry -> entry.isInconsistent() || !entry.isInitialised())
                .isPresent();
    }

    private Optional<BlockSource> volume(DdfReading way, DdfSeats seats) {
        long size = sizeBytes(way, seats);
        return size == 0 ? Optional.empty() : way.volume(name(), seats.spans(), seats.memberBytes(), size);
    }

    /** What the record says, but no more than the members hold: RAID 0 is told to the block, and read in strips. */
    private long sizeBytes(DdfReading way, DdfSeats seats) {
        if (seats.memberBytes().stream().flatMap(List::stream).anyMatch(bytes -> bytes <= 0)) {
            return 0;
        }
        long capacity = way.capacity(seats.memberBytes());
        long said = volume.first().volumeBlocks();
        return said > 0 && said <= capacity / blockBytes ? said * blockBytes : Math.max(0, capacity);
    }

    private String name() {
        return table.map(VirtualDisk::name).filter(text -> !text.isEmpty()).orElse("DDF volume");
    }

    private RaidSet.Draft told(RaidSet.Draft draft) {
        draft.identified(
                DdfUuid.of(volume.guid(), group), table.map(VirtualDisk::name).orElse(""));
        draft.evidence("The volume's GUID is %s.".formatted(volume.guid().text()));
        GroupStory.tell(group, draft);
        table.ifPresent(entry -> draft.evidence("The group calls the volume " + entry.stateLabel() + "."));
        if (table.isEmpty()) {
            draft.finding("The group's newest tables do not list this volume: it was probably deleted.");
        }
        if (table.filter(VirtualDisk::isDeleted).isPresent()) {
            draft.finding("The group has marked this volume deleted.");
        }
        return draft;
    }

    private double capped(double confidence) {
        boolean leftOver = table.map(VirtualDisk::isDeleted).orElse(true);
        boolean damaged = !volume.isSound() || !group.newest().copy().isSound();
        return Math.min(confidence, Math.min(leftOver ? LEFT_OVER : 1, damaged ? DAMAGED : 1));
    }

    private static void tellContent(Score score, RaidSet.Draft draft) {
        score.evidence().forEach(draft::evidence);
        if (score.contradictions() > 0) {
            draft.finding(
                    "%d structures in the volume are not where others say they are.".formatted(score.contradictions()));
        }
    }
}
