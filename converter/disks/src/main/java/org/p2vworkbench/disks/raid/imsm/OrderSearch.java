package org.p2vworkbench.disks.raid.imsm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The ways in which disks without serial numbers can take the free places of a group. Ways that give the same volumes,
 * such as two halves of a mirror exchanged, are one.
 */
final class OrderSearch {

    /** Six disks in any order; more are too many to try one by one. */
    static final int MOST_WAYS = 720;

    private final ImsmGroup group;
    private final Seating known;
    private final List<Integer> free;
    private final Map<List<Object>, Seating> ways = new LinkedHashMap<>();

    private OrderSearch(ImsmGroup group, Seating known) {
        this.group = group;
        this.known = known;
        this.free = free(group, known);
    }

    /** Empty when there are too many, or more disks than places. */
    static List<Seating> ways(ImsmGroup group, Seating known) {
        OrderSearch search = new OrderSearch(group, known);
        int disks = known.unplaced().size();
        if (disks > search.free.size() || countOfWays(search.free.size(), disks) > MOST_WAYS) {
            return List.of();
        }
        search.place(0, new HashMap<>());
        return List.copyOf(search.ways.values());
    }

    /** Places that hold data and whose disk is neither known nor given up. */
    private static List<Integer> free(ImsmGroup group, Seating known) {
        TreeSet<Integer> places = new TreeSet<>();
        for (ImsmVolume volume : group.record().volumes()) {
            ImsmMap map = volume.map();
            IntStream.range(0, map.members()).map(map::disk).forEach(places::add);
        }
        List<ImsmDisk> disks = group.record().disks();
        places.removeIf(index -> index >= disks.size()
                || disks.get(index).isGivenUp()
                || !known.at(index).isEmpty());
        return List.copyOf(places);
    }

    private static long countOfWays(int places, int disks) {
        long count = 1;
        for (int i = 0; i < disks && count <= MOST_WAYS; i++) {
            count *= places - i;
        }
        return count;
    }

    private void place(int next, Map<Integer, ImsmMember> placed) {
        if (next == known.unplaced().size()) {
            Seating way = known.with(placed);
            ways.putIfAbsent(essence(way), way);
            return;
        }
        ImsmMember member = known.unplaced().get(next);
        for (int index : free) {
            boolean fits = group.record().disks().get(index).sectors() * group.sectorBytes()
                    == member.disk().bytes().size();
            if (!placed.containsKey(index) && (fits || !anyFits(member))) {
                placed.put(index, member);
                place(next + 1, placed);
                placed.remove(index);
            }
        }
    }

    /** Whether a place was made for a disk of this size; a copy may be longer than its original or cut short. */
    private boolean anyFits(ImsmMember member) {
        return free.stream()
                .anyMatch(index -> group.record().disks().get(index).sectors() * group.sectorBytes()
                        == member.disk().bytes().size());
    }

    /** What makes a difference to the bytes of the volumes. */
    private List<Object> essence(Seating way) {
        List<Object> essence = new ArrayList<>();
        for (ImsmVolume volume : group.record().volumes()) {
            ImsmMap map = volume.map();
            int alike = IntStream.range(0, map.members()).anyMatch(map::isOutOfStep) ? 1 : ImsmLevel.copies(map);
            for (int first = 0; first < map.members(); first += alike) {
                essence.add(IntStream.range(first, Math.min(map.members(), first + alike))
                        .mapToObj(slot -> names(way, map.disk(slot)))
                        .sorted()
                        .toList());
            }
        }
        return essence;
    }

    private static String names(Seating way, int index) {
        return way.at(index).stream().map(ImsmMember::name).toList().toString();
    }
}
