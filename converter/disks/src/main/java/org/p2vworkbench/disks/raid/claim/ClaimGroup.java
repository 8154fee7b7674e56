package org.p2vworkbench.disks.raid.claim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.p2vworkbench.disks.raid.claim.Claim.Standing;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidMember;
import org.p2vworkbench.disks.raid.set.RaidMember.Role;

/**
 * The claims on one array. The newest intact one speaks for all; who is behind it is stale, and two who claim one slot
 * at the newest generation contend: neither is read until the operator chooses.
 */
public final class ClaimGroup<M> {

    private final List<Claim<M>> claims;

    private ClaimGroup(List<Claim<M>> claims) {
        this.claims = List.copyOf(claims);
    }

    /** By array, in the order in which they were met. */
    public static <M> List<ClaimGroup<M>> of(List<Claim<M>> claims) {
        Map<String, List<Claim<M>>> groups = new LinkedHashMap<>();
        claims.forEach(claim ->
                groups.computeIfAbsent(claim.group(), key -> new ArrayList<>()).add(claim));
        return groups.values().stream().map(ClaimGroup::new).toList();
    }

    public List<Claim<M>> claims() {
        return claims;
    }

    /** The claim to believe. */
    public Claim<M> newest() {
        return claims.stream()
                .max(Comparator.comparing((Claim<M> claim) -> claim.intact())
                        .thenComparing(claim -> !claim.of(Standing.SPARE) && !claim.of(Standing.FAILED))
                        .thenComparing(Claim::generation))
                .orElseThrow();
    }

    /** Whether all up-to-date members that are intact say the same of something they should agree on. */
    public boolean agreeOn(Function<M, ?> fact) {
        long generation = newest().generation();
        return claims.stream()
                        .filter(claim -> claim.intact()
                                && claim.generation() == generation
                                && !claim.of(Standing.SPARE)
                                && !claim.of(Standing.FAILED))
                        .map(claim -> fact.apply(claim.metadata()))
                        .distinct()
                        .count()
                < 2;
    }

    /** The same claims with another reading of their order. */
    public ClaimGroup<M> seatedBy(ToIntFunction<Claim<M>> slot) {
        return new ClaimGroup<>(
                claims.stream().map(claim -> claim.in(slot.applyAsInt(claim))).toList());
    }

    /** The up-to-date member in a slot, when there is exactly one. */
    public Optional<Claim<M>> in(int slot) {
        List<Claim<M>> there = current(claim -> claim.slot() == slot);
        return there.size() == 1 ? Optional.of(there.get(0)) : Optional.empty();
    }

    /** @param copies how many neighbouring slots hold the same data: 1 where there is no mirror */
    public Seats seats(int slots, int copies) {
        List<RaidMember> members = new ArrayList<>();
        List<Optional<RaidDisk>> readers = new ArrayList<>();
        for (int slot = 0; slot < slots; slot++) {
            readers.add(seat(slot, copies, members));
        }
        for (Claim<M> claim : claims) {
            if (claim.of(Standing.SPARE)) {
                members.add(member(-1, claim, Role.SPARE, claim.note()));
            } else if (claim.slot() < 0 || claim.slot() >= slots) {
                members.add(member(
                        -1, claim, Role.STALE, "claims slot %d of an array of %d".formatted(claim.slot(), slots)));
            }
        }
        return new Seats(members, readers);
    }

    private Optional<RaidDisk> seat(int slot, int copies, List<RaidMember> members) {
        List<Claim<M>> current = current(claim -> claim.slot() == slot && !unsyncedBesideBetter(claim, copies));
        for (Claim<M> claim : current) {
            members.add(
                    current.size() == 1
                            ? member(slot, claim, Role.ACTIVE, claim.note())
                            : member(slot, claim, Role.CONTENDER, "another disk claims slot %d too".formatted(slot)));
        }
        boolean known = !current.isEmpty();
        for (Claim<M> claim : claims) {
            if (claim.slot() == slot && !claim.of(Standing.SPARE) && !current.contains(claim)) {
                members.add(unread(slot, claim));
                known = true;
            }
        }
        if (!known) {
            members.add(RaidMember.missing(slot, ""));
        }
        return current.size() == 1 ? Optional.of(current.get(0).disk()) : Optional.empty();
    }

    private RaidMember unread(int slot, Claim<M> claim) {
        if (claim.of(Standing.FAILED)) {
            return member(slot, claim, Role.FAILED, claim.note());
        }
        if (claim.of(Standing.REBUILDING)) {
            return member(slot, claim, Role.REBUILDING, claim.note());
        }
        long newest = newest().generation();
        return claim.generation() != newest
                ? member(
                        slot,
                        claim,
                        Role.STALE,
                        "its metadata is of generation %d, the array's of %d".formatted(claim.generation(), newest))
                : member(slot, claim, Role.STALE, claim.note());
    }

    /** Readable members of the newest generation. */
    private List<Claim<M>> current(Predicate<Claim<M>> wanted) {
        long generation = newest().generation();
        return claims.stream()
                .filter(claim -> claim.of(Standing.MEMBER) || claim.of(Standing.UNSYNCED))
                .filter(claim -> claim.generation() == generation)
                .filter(wanted)
                .toList();
    }

    private boolean unsyncedBesideBetter(Claim<M> claim, int copies) {
        return claim.of(Standing.UNSYNCED)
                && !current(other -> other.of(Standing.MEMBER)
                                && other.slot() != claim.slot()
                                && other.slot() / copies == claim.slot() / copies)
                        .isEmpty();
    }

    private static <M> RaidMember member(int slot, Claim<M> claim, Role role, String note) {
        return new RaidMember(slot, Optional.of(claim.disk()), role, note);
    }
}
