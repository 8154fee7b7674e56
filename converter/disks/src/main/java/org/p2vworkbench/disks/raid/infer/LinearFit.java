package org.p2vworkbench.disks.raid.infer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Fits concatenation: on each disk, address and place differ by a constant, and the constants follow one another. Disks
 * that nothing was seen on are put into the gaps and behind the end.
 */
final class LinearFit {

    private static final int FEWEST = 2;
    private static final int LEADS_PER_DISK = 2;
    private static final int MOST_SILENT = 3;
    private static final int FEW_CLAIMS = 24;
    /** Members are used in whole units of the maker's choice. */
    private static final List<Long> UNITS = List.of(512L, 64L << 10, 1L << 20);

    private final List<Claim> claims;
    private final List<Claim> sure;
    private final long start;
    private final List<SampledDisk> sources;
    private final Fit fit;

    /**
     * @param claims addresses counted from the start of the volume
     * @param sure those of them that need no company to be believed
     */
    LinearFit(List<Claim> claims, List<Claim> sure, long start, List<SampledDisk> sources, Fit fit) {
        this.claims = List.copyOf(claims);
        this.sure = List.copyOf(sure);
        this.start = start;
        this.sources = List.copyOf(sources);
        this.fit = fit;
    }

    /** A disk and how far addresses on it are ahead of offsets. */
    private record Lead(int disk, long ahead, int votes) {}

    /** @param volumeBytes how long the volume may be, as far as anything tells */
    List<Hypothesis> among(BitSet disks, List<Long> volumeBytes) {
        List<Lead> leads = new ArrayList<>();
        disks.stream().forEach(disk -> leads.addAll(leads(disk)));
        List<Hypothesis> found = new ArrayList<>();
        for (Lead first : leads) {
            if (first.ahead <= 0) {
                chain(first, leads, disks, volumeBytes, found);
            }
        }
        return found;
    }

    private void chain(Lead first, List<Lead> leads, BitSet disks, List<Long> volumeBytes, List<Hypothesis> into) {
        long offset = -first.ahead;
        Map<Integer, Lead> best = new HashMap<>();
        for (Lead lead : leads) {
            if (lead.disk != first.disk && lead.ahead + offset > 0) {
                best.merge(lead.disk, lead, (a, b) -> a.votes >= b.votes ? a : b);
            }
        }
        List<Lead> following = new ArrayList<>(best.values());
        following.sort(Comparator.comparingLong(Lead::ahead));
        List<Integer> silent = disks.stream()
                .filter(disk -> disk != first.disk && !best.containsKey(disk))
                .boxed()
                .toList();
        if (following.isEmpty() && silent.isEmpty() || silent.size() > MOST_SILENT) {
            return;
        }
        for (long length : lengths(first, following, offset, disks.cardinality(), volumeBytes)) {
            for (List<Integer> order : orders(silent)) {
                place(first, following, order, length, offset, into);
            }
        }
    }

    /** How long each member may be where no address tells: members of one size are usual. */
    private TreeSet<Long> lengths(Lead first, List<Lead> following, long offset, int members, List<Long> volumeBytes) {
        TreeSet<Long> lengths = new TreeSet<>();
        long room = sources.get(first.disk).size() - offset;
        UNITS.forEach(unit -> lengths.add(room / unit * unit));
        volumeBytes.forEach(bytes -> lengths.add(bytes / members));
        long before = 0;
        for (Lead lead : following) {
            long gap = lead.ahead + offset - before;
            lengths.add(gap / Math.max(1, (gap + room - 1) / Math.max(1, room)));
            before = lead.ahead + offset;
        }
        lengths.removeIf(length -> length <= 0 || length > room || length % 512 != 0);
        return lengths;
    }

    private static List<List<Integer>> orders(List<Integer> of) {
        if (of.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Integer>> orders = new ArrayList<>();
        IntStream.range(0, of.size()).forEach(i -> {
            List<Integer> rest = new ArrayList<>(of);
            int disk = rest.remove(i);
            for (List<Integer> order : orders(rest)) {
                List<Integer> whole = new ArrayList<>(List.of(disk));
                whole.addAll(order);
                orders.add(whole);
            }
        });
        return orders;
    }

    private void place(
            Lead first, List<Lead> following, List<Integer> silent, long length, long offset, List<Hypothesis> into) {
        List<Integer> slots = new ArrayList<>(List.of(first.disk));
        List<Long> bases = new ArrayList<>(List.of(0L));
        List<Integer> unused = new ArrayList<>(silent);
        for (Lead lead : following) {
            long base = lead.ahead + offset;
            while (base - last(bases) > room(last(slots), offset) && !unused.isEmpty()) {
                bases.add(last(bases) + length);
                slots.add(unused.remove(0));
            }
            if (base <= last(bases) || base - last(bases) > room(last(slots), offset)) {
                return;
            }
            bases.add(base);
            slots.add(lead.disk);
        }
        fit.counted(new LinearShape(bases), start, offset, slots).ifPresent(into::add);
        while (!unused.isEmpty()) {
            bases.add(last(bases) + length);
            slots.add(unused.remove(0));
            fit.counted(new LinearShape(bases), start, offset, slots).ifPresent(into::add);
        }
    }

    private long room(int disk, long offset) {
        return sources.get(disk).size() - offset;
    }

    private static <T> T last(List<T> of) {
        return of.get(of.size() - 1);
    }

    private List<Lead> leads(int disk) {
        Map<Long, Integer> votes = new HashMap<>();
        claims.forEach(claim -> vote(claim, disk, 1, votes));
        sure.forEach(claim -> vote(claim, disk, FEWEST, votes));
        // Where claims are few, a single one is all that a disk may have.
        boolean agreed = votes.values().stream().anyMatch(count -> count >= FEWEST);
        return votes.entrySet().stream()
                .filter(entry -> entry.getValue() >= FEWEST || !agreed && claims.size() <= FEW_CLAIMS)
                .sorted(Map.Entry.<Long, Integer>comparingByValue().reversed())
                .limit(LEADS_PER_DISK)
                .map(entry -> new Lead(disk, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static void vote(Claim claim, int disk, int weight, Map<Long, Integer> votes) {
        for (Claim.Place place : claim.places()) {
            if (place.disk() == disk) {
                votes.merge(claim.at() - place.offset(), weight, Integer::sum);
            }
        }
    }
}
