package org.p2vworkbench.disks.raid.imsm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.raid.content.Contest;
import org.p2vworkbench.disks.raid.content.OrderJudge;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidFormat;
import org.p2vworkbench.disks.raid.set.RaidLevel;
import org.p2vworkbench.disks.raid.set.RaidMember;
import org.p2vworkbench.disks.raid.set.RaidSet;

/** Intel's firmware RAID, on whole disks. */
public final class ImsmFormat implements RaidFormat {

    private static final double CERTAIN = 0.98;
    private static final double ONLY_WAY = 0.95;
    private static final double INFERRED = 0.9;
    private static final double GUESSED = 0.3;
    private static final double DAMAGED = 0.2;
    private static final int MOST_ALTERNATIVES = 5;

    private final OrderJudge judge;

    /** @param judge decides the order of disks whose serial numbers are not known */
    public ImsmFormat(OrderJudge judge) {
        this.judge = judge;
    }

    @Override
    public List<RaidSet> find(List<RaidDisk> disks) throws IOException {
        List<ImsmMember> members = new ArrayList<>();
        List<RaidSet> sets = new ArrayList<>();
        for (RaidDisk disk : disks) {
            if (disk.whole()) {
                try {
                    ImsmMember.of(disk).ifPresent(members::add);
                } catch (DiskFormatException damaged) {
                    sets.add(unreadable(disk, damaged));
                }
            }
        }
        for (ImsmGroup group : ImsmGroup.among(members)) {
            sets.addAll(sets(group));
        }
        return sets;
    }

    /** The record of a disk, field by field; none when it has none. */
    public static List<Structure> structures(RaidDisk disk) throws IOException {
        return ImsmMember.of(disk).map(ImsmMember::structure).stream().toList();
    }

    private List<RaidSet> sets(ImsmGroup group) throws IOException {
        if (group.record().volumes().isEmpty()) {
            return List.of(withoutVolumes(group));
        }
        Seating known = Seating.bySerial(group);
        if (known.unplaced().isEmpty()) {
            return each(group, known, CERTAIN, "Members are known by their serial numbers.", List.of());
        }
        List<Seating> ways = OrderSearch.ways(group, known);
        if (ways.isEmpty()) {
            return each(group, known, GUESSED, tooMany(known), List.of());
        }
        if (ways.size() == 1) {
            String why = "%d disks without a serial number can be seated in one way only.";
            return each(
                    group, ways.get(0), ONLY_WAY, why.formatted(known.unplaced().size()), List.of());
        }
        Contest<Seating> contest = Contest.between(ways, way -> volumes(group, way), judge);
        Seating best = contest.best().way();
        return contest.isClear()
                ? each(group, best, INFERRED, inferred(contest), List.of())
                : each(group, best, GUESSED, undecided(known, contest), contest.leaders());
    }

    private static List<BlockSource> volumes(ImsmGroup group, Seating way) {
        return numbers(group)
                .boxed()
                .flatMap(number -> new ImsmAssembly(group, number).copies(way).stream())
                .toList();
    }

    private static List<RaidSet> each(
            ImsmGroup group, Seating seating, double sure, String how, List<Seating> leaders) {
        return numbers(group)
                .mapToObj(number -> {
                    ImsmAssembly assembly = new ImsmAssembly(group, number);
                    List<RaidSet> others = leaders.stream()
                            .filter(way -> way != seating)
                            .limit(MOST_ALTERNATIVES)
                            .map(way -> assembly.assembled(way, sure / 2))
                            .toList();
                    RaidSet.Draft draft =
                            assembly.assembled(seating, sure).draft().alternatives(others);
                    return (sure > GUESSED ? draft.evidence(how) : draft.finding(how)).set();
                })
                .toList();
    }

    private static IntStream numbers(ImsmGroup group) {
        return IntStream.range(0, group.record().volumes().size());
    }

    private static String inferred(Contest<Seating> contest) {
        return "The order of the disks was inferred from content: of %d orders, one fits (%s)"
                .formatted(
                        contest.ranked().size(),
                        String.join(" ", contest.best().score().evidence()));
    }

    private static String undecided(Seating known, Contest<Seating> contest) {
        return "All members carry the same record, and the serial numbers that tell them apart are not known; content"
                + " does not decide between %d of %d orders. Next: give them with %s."
                        .formatted(contest.leaders().size(), contest.ranked().size(), serialOptions(known));
    }

    private static String tooMany(Seating known) {
        return "The serial numbers of %d disks are not known, and there are too many orders to try. Next: give them with %s."
                .formatted(known.unplaced().size(), serialOptions(known));
    }

    private static String serialOptions(Seating known) {
        return String.join(
                " ",
                known.unplaced().stream()
                        .map(member -> "--serial " + member.name() + "=...")
                        .toList());
    }

    /** A spare keeps a record of its own until it is needed. */
    private static RaidSet withoutVolumes(ImsmGroup group) {
        List<RaidMember> spares = group.current().stream()
                .map(member -> new RaidMember(-1, Optional.of(member.disk()), RaidMember.Role.SPARE, "In no volume."))
                .toList();
        return new RaidSet.Draft("imsm", RaidLevel.UNKNOWN)
                .confidence(group.isSound() ? CERTAIN : DAMAGED)
                .members(spares)
                .unreadable("The record holds no volume: its disks are spares, or their volumes were deleted.")
                .set();
    }

    private static RaidSet unreadable(RaidDisk disk, DiskFormatException damaged) {
        return new RaidSet.Draft("imsm", RaidLevel.UNKNOWN)
                .confidence(DAMAGED)
                .members(List.of(new RaidMember(
                        -1, Optional.of(disk), RaidMember.Role.STALE, "It has the signature and no readable record.")))
                .unreadable(damaged.getMessage() + ". " + damaged.next())
                .set();
    }
}
