package org.p2vworkbench.disks.raid.md;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.p2vworkbench.disks.raid.set.RaidMember;
import org.p2vworkbench.disks.raid.set.RaidMember.Role;

/**
 * Which disk of an array takes which slot, and why the others take none. The superblock with the most events is believed
 * about everybody; each disk is believed about its own slot as long as the newest one does not contradict.
 */
final class Seating {

    /** A crash may come between two members' superblocks; more than one event apart is no accident (mdadm Assemble.c). */
    private static final long TOLERATED_EVENTS = 1;

    static final Comparator<Claim> NEWEST_LAST = Comparator.comparing(
                    (Claim claim) -> claim.superblock().checksumRight())
            .thenComparingLong(claim -> claim.superblock().events())
            .thenComparing(claim -> claim.superblock().updated());

    private final Claim newest;
    private final Map<Integer, Claim> seats = new TreeMap<>();
    private final Map<Integer, List<Claim>> contenders = new TreeMap<>();
    private final List<Claim> stale = new ArrayList<>();
    private final List<RaidMember> standing = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private boolean mistrust;

    Seating(List<Claim> claims) {
        newest = claims.stream().max(NEWEST_LAST).orElseThrow();
        Map<Integer, List<Claim>> bySlot = new HashMap<>();
        for (Claim claim : claims) {
            if (mayTakeSlot(claim)) {
                bySlot.computeIfAbsent(claim.device().place().slot(), slot -> new ArrayList<>())
                        .add(claim);
            }
        }
        bySlot.forEach(this::seat);
    }

    Claim newest() {
        return newest;
    }

    Optional<Claim> in(int slot) {
        return Optional.ofNullable(seats.get(slot));
    }

    /** Disks between which only an operator can choose, by slot. */
    Map<Integer, List<Claim>> contenders() {
        return contenders;
    }

    /** Disks whose data is behind. */
    List<Claim> stale() {
        return stale;
    }

    /** Whether disks left behind were written to as if they were the set. */
    boolean mistrust() {
        return mistrust;
    }

    List<String> findings() {
        return findings;
    }

    List<RaidMember> members() {
        List<RaidMember> members = new ArrayList<>();
        for (int slot = 0; slot < Math.min(newest.array().geometry().disks(), MdRefusal.MOST_DISKS); slot++) {
            int at = slot;
            List<Claim> rivals = contenders.getOrDefault(slot, List.of());
            rivals.forEach(claim -> members.add(new RaidMember(
                    at, Optional.of(claim.disk()), Role.CONTENDER, "claims slot %d as another does".formatted(at))));
            if (seats.containsKey(slot)) {
                members.add(seated(slot, seats.get(slot)));
            } else if (rivals.isEmpty() && standing.stream().noneMatch(member -> member.index() == at)) {
                members.add(RaidMember.missing(slot, "no disk looked at has this slot"));
            }
            standing.stream().filter(member -> member.index() == at).forEach(members::add);
        }
        standing.stream().filter(member -> member.index() < 0).forEach(members::add);
        return members;
    }

    private static RaidMember seated(int slot, Claim claim) {
        if (claim.device().recoveredBytes().isEmpty()) {
            return RaidMember.active(slot, claim.disk());
        }
        String note = "was being filled; its data is right up to byte 0x%x and read up to there"
                .formatted(claim.device().recoveredBytes().getAsLong());
        return new RaidMember(slot, Optional.of(claim.disk()), Role.REBUILDING, note);
    }

    /** Sorts out who has no slot, or has lost it. */
    private boolean mayTakeSlot(Claim claim) {
        MdPlace place = claim.device().place();
        int slot = place.slot();
        switch (place.kind()) {
            case SPARE -> stand(claim, -1, Role.SPARE, "");
            case JOURNAL -> stand(claim, -1, Role.JOURNAL, "");
            case FAULTY -> stand(claim, -1, Role.FAILED, "its own superblock calls it faulty");
            case ACTIVE -> {
                long behind = newest.superblock().events() - claim.superblock().events();
                if (slot >= newest.array().geometry().disks()) {
                    stand(
                            claim,
                            -1,
                            Role.SPARE,
                            "its superblock says slot %d, which the array has not".formatted(slot));
                } else if (behind > TOLERATED_EVENTS
                        || behind < 0 && claim.superblock().checksumRight()) {
                    stale.add(claim);
                    stand(
                            claim,
                            slot,
                            Role.STALE,
                            "is %d events behind, last written %s"
                                    .formatted(behind, claim.superblock().updated()));
                } else if (isCutShort(claim)) {
                    stand(
                            claim,
                            slot,
                            Role.FAILED,
                            "ends before its data does: it is cut short, or was not copied to its end");
                } else if (isDisownedBy(newest, claim)) {
                    stale.add(claim);
                    stand(claim, slot, Role.FAILED, "the newest superblock has given it up");
                } else {
                    return true;
                }
                noteMistrust(claim);
            }
        }
        return false;
    }

    private void stand(Claim claim, int slot, Role role, String note) {
        standing.add(new RaidMember(slot, Optional.of(claim.disk()), role, note));
    }

    private boolean isCutShort(Claim claim) {
        MdGeometry geometry = newest.array().geometry();
        long needed = geometry.isRedundant()
                ? geometry.componentBytes()
                : claim.device().dataBytes();
        return MdMember.of(claim, needed).isEmpty();
    }

    private static boolean isDisownedBy(Claim judge, Claim claim) {
        return judge != claim
                && judge.superblock().checksumRight()
                && judge.superblock()
                        .roleOf(claim.device().number())
                        .filter(role -> !role.isActive())
                        .isPresent();
    }

    /** A disk left behind that thinks it is the other one that failed has been written to alone. */
    private void noteMistrust(Claim claim) {
        if (newest.device().place().isActive() && isDisownedBy(claim, newest)) {
            mistrust = true;
            findings.add(("%s and %s each call the other failed: both were written to separately. The one with more"
                            + " events is read; look at the other before anything is discarded.")
                    .formatted(newest.disk().name(), claim.disk().name()));
        }
    }

    private void seat(int slot, List<Claim> claims) {
        List<Claim> best = originalsFirst(trustedFirst(slot, fitting(slot, claims)), slot);
        if (best.size() == 1) {
            seats.put(slot, best.get(0));
        } else {
            contenders.put(slot, best);
            findings.add(
                    "slot %d is claimed by %s: which one is right is not written on them, so none is read. Leave one out."
                            .formatted(slot, names(best)));
        }
    }

    /**
     * In format 0.90 the last partition of a disk and the disk itself can end in the same superblock: the array uses most
     * of the one that it is on.
     */
    private List<Claim> fitting(int slot, List<Claim> claims) {
        boolean diskAndPartition = newest.superblock().version().equals("0.90")
                && claims.stream().map(claim -> claim.disk().whole()).distinct().count() == 2;
        if (!diskAndPartition) {
            return claims;
        }
        Claim fits = claims.stream()
                .min(Comparator.comparingLong(Claim::unusedBytes))
                .orElseThrow();
        List<Claim> left = claims.stream()
                .filter(claim ->
                        claim == fits || claim.disk().whole() == fits.disk().whole())
                .toList();
        if (left.size() < claims.size()) {
            findings.add(
                    "slot %d: a disk and a partition show the same superblock; %s has the size of a member and is taken."
                            .formatted(slot, fits.disk().name()));
        }
        return left;
    }

    private List<Claim> trustedFirst(int slot, List<Claim> claims) {
        List<Claim> trusted = claims.stream()
                .filter(claim -> claim.superblock().checksumRight())
                .toList();
        if (trusted.isEmpty() || trusted.size() == claims.size()) {
            return claims;
        }
        claims.stream().filter(claim -> !trusted.contains(claim)).forEach(claim -> {
            stand(claim, slot, Role.CONTENDER, "its superblock is damaged and names a slot that another disk has");
        });
        return trusted;
    }

    private List<Claim> originalsFirst(List<Claim> claims, int slot) {
        List<Claim> originals =
                claims.stream().filter(claim -> !claim.device().replacement()).toList();
        if (originals.isEmpty() || originals.size() == claims.size()) {
            return claims;
        }
        claims.stream()
                .filter(claim -> !originals.contains(claim))
                .forEach(claim -> stand(
                        claim,
                        slot,
                        Role.REBUILDING,
                        "was to replace the disk in slot %d, which is still there and read".formatted(slot)));
        return originals;
    }

    private static String names(List<Claim> claims) {
        return String.join(
                " and ", claims.stream().map(claim -> claim.disk().name()).toList());
    }
}
