package org.p2vworkbench.disks.raid.imsm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which disk is which of the group's disk table.
 *
 * @param seats by place in the table; more than one when several claim to be the same
 * @param outcasts disks whose place is known, but which the group went on without
 * @param unplaced disks that belong to the group, and nobody knows where
 * @param notes what an operator should know, a sentence each
 */
record Seating(
        Map<Integer, List<ImsmMember>> seats,
        Map<Integer, ImsmMember> outcasts,
        List<ImsmMember> unplaced,
        List<String> notes) {

    Seating {
        seats = Map.copyOf(seats);
        outcasts = Map.copyOf(outcasts);
        unplaced = List.copyOf(unplaced);
        notes = List.copyOf(notes);
    }

    /** As far as serial numbers tell. */
    static Seating bySerial(ImsmGroup group) {
        Map<Integer, List<ImsmMember>> seats = new HashMap<>();
        Map<Integer, ImsmMember> outcasts = new HashMap<>();
        List<ImsmMember> unplaced = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (ImsmMember member : group.current()) {
            Optional<Integer> place = place(group, member);
            if (member.serial().isEmpty()) {
                unplaced.add(member);
            } else if (place.isEmpty()) {
                notes.add(unlisted(member));
            } else if (group.record().disks().get(place.get()).isGivenUp()) {
                outcasts.put(place.get(), member);
            } else {
                seats.computeIfAbsent(place.get(), index -> new ArrayList<>()).add(member);
            }
        }
        for (ImsmMember member : group.behind()) {
            place(group, member).ifPresent(index -> outcasts.put(index, member));
            notes.add("%s is behind: generation %d, the newest record has %d; its data is not read."
                    .formatted(
                            member.name(),
                            member.record().generation(),
                            group.record().generation()));
        }
        return new Seating(seats, outcasts, unplaced, notes);
    }

    /** The same with some of the unplaced disks placed. */
    Seating with(Map<Integer, ImsmMember> placed) {
        Map<Integer, List<ImsmMember>> all = new HashMap<>(seats);
        placed.forEach((index, member) -> all.put(index, List.of(member)));
        return new Seating(all, outcasts, List.of(), notes);
    }

    List<ImsmMember> at(int index) {
        return seats.getOrDefault(index, List.of());
    }

    private static Optional<Integer> place(ImsmGroup group, ImsmMember member) {
        List<ImsmDisk> disks = group.record().disks();
        for (int index = 0; member.serial().isPresent() && index < disks.size(); index++) {
            if (disks.get(index).serial().isOf(member.serial().get())) {
                return Optional.of(index);
            }
        }
        return Optional.empty();
    }

    private static String unlisted(ImsmMember member) {
        return "%s carries the group's record, but its serial number %s is none of the record's: a copy on other hardware, or a wrong serial. Next: give the original's with --serial %s=..."
                .formatted(member.name(), member.serial().orElseThrow().text(), member.name());
    }
}
