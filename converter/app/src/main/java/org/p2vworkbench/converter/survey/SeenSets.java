package org.p2vworkbench.converter.survey;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.layers.Layer;
import org.p2vworkbench.disks.layers.MachineLayers;
import org.p2vworkbench.disks.raid.set.RaidMember;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.disks.raid.set.RaidState;
import org.p2vworkbench.reports.inventory.HardwareFacts;
import org.p2vworkbench.reports.inventory.Inventory;

/** The RAID sets of a machine: those that were told of, and those that lie on the disks, of which more is known. */
final class SeenSets {

    /** Below this an operator has to look before it is copied as a set. */
    private static final double PROVEN = 0.9;

    /** Between the name of a disk and the number of its partition, in the names of members. */
    private static final String PARTITION = " partition ";

    private static final int MOST_PLACES = 1024;

    private final List<HardwareFacts.RaidSet> told;
    private final List<Inventory.Disagreement> disagreements = new ArrayList<>();

    SeenSets(List<HardwareFacts.RaidSet> told) {
        this.told = told;
    }

    List<Inventory.Disagreement> disagreements() {
        return disagreements;
    }

    List<HardwareFacts.RaidSet> with(MachineLayers layers) throws IOException {
        List<HardwareFacts.RaidSet> all = new ArrayList<>();
        List<HardwareFacts.RaidSet> left = new ArrayList<>(told);
        for (int i = 0; i < layers.raid().sets().size(); i++) {
            RaidSet seen = layers.raid().sets().get(i);
            List<String> members = members(seen);
            Optional<HardwareFacts.RaidSet> known = left.stream()
                    .filter(set -> !Collections.disjoint(set.members(), members))
                    .findFirst();
            known.ifPresent(left::remove);
            all.add(set(known, seen, members, layers.sets().get(i)));
        }
        all.addAll(left);
        return all;
    }

    private HardwareFacts.RaidSet set(
            Optional<HardwareFacts.RaidSet> known, RaidSet seen, List<String> members, Layer layer) throws IOException {
        // The system that runs a set knows best how it is just now.
        Optional<HardwareFacts.RaidSet> runs = known.filter(set -> !set.level().isEmpty());
        String level = seen.level().label();
        runs.filter(set -> !set.level().equals(level))
                .ifPresent(set -> disagreements.add(new Inventory.Disagreement(
                        set.name() + ": RAID level", level, "metadata on the disks", set.level(), set.source())));
        return new HardwareFacts.RaidSet(
                runs.map(HardwareFacts.RaidSet::name).orElse(name(seen)),
                seen.format(),
                level,
                runs.map(HardwareFacts.RaidSet::state).orElse(state(seen)),
                (int) seen.members().stream()
                        .filter(member -> member.index() >= 0)
                        .map(RaidMember::index)
                        .distinct()
                        .count(),
                seen.sizeBytes(),
                runs.map(HardwareFacts.RaidSet::members).orElse(members),
                runs.map(set -> set.source() + ", ").orElse("")
                        + (seen.format().equals("inferred") ? "content of the disks" : "metadata on the disks"),
                seen.layout(),
                seen.chunkBytes(),
                Optional.of(seen.confidence()),
                used(seen, layer),
                places(seen));
    }

    private static String name(RaidSet set) {
        return !set.name().isEmpty() ? set.name() : !set.uuid().isEmpty() ? set.uuid() : set.format();
    }

    private static String state(RaidSet set) {
        return set.confidence() < PROVEN
                ? "unproven"
                : set.volume().isEmpty()
                        ? RaidState.FAILED.label()
                        : set.state().label();
    }

    private static List<String> members(RaidSet set) {
        return set.members().stream()
                .flatMap(member -> member.disk().stream())
                .map(disk -> kernelName(disk.name()))
                .distinct()
                .toList();
    }

    private static String kernelName(String member) {
        int cut = member.lastIndexOf(PARTITION);
        return cut < 0 || !member.substring(cut + PARTITION.length()).matches("[0-9]{1,9}")
                ? member
                : SeenDisks.partitionName(
                        member.substring(0, cut), Integer.parseInt(member.substring(cut + PARTITION.length())));
    }

    /** By slot; a member whose data is not read counts as missing. */
    private static List<String> places(RaidSet set) {
        int slots = set.members().stream()
                .map(RaidMember::index)
                .max(Comparator.naturalOrder())
                .map(last -> last + 1)
                .orElse(0);
        if (slots < 1 || slots > MOST_PLACES) {
            return List.of();
        }
        List<String> places = new ArrayList<>(Collections.nCopies(slots, ""));
        for (RaidMember member : set.members()) {
            if (member.index() >= 0 && member.role() == RaidMember.Role.ACTIVE) {
                places.set(
                        member.index(),
                        member.disk().map(disk -> kernelName(disk.name())).orElse(""));
            }
        }
        return places;
    }

    /** A set of md stays one of its guest, and its members are copied; of another the volume is. */
    private static Optional<Long> used(RaidSet set, Layer layer) throws IOException {
        if (set.format().startsWith("md-")
                || set.volume().isEmpty()
                || set.confidence() < PROVEN
                || set.members().stream().anyMatch(member -> member.disk()
                        .filter(disk -> disk.name().contains(PARTITION))
                        .isPresent())) {
            return Optional.empty();
        }
        return Optional.of(
                layer.map().isPresent() ? SeenDisks.dataBytes(layer.map().get(), set.sizeBytes()) : set.sizeBytes());
    }
}
