package org.p2vworkbench.disks.raid.md;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What speaks for an array having been what its superblocks say, what speaks against, and how much is left. */
final class Doubts {

    /** One of two readings, or a superblock that cannot be trusted. */
    static final double COIN = 0.5;

    /** Readable only with data known to be behind. */
    static final double FORCED = 0.3;

    private static final double CERTAIN = 0.98;
    private static final double DEGRADED = 0.95;
    private static final double JOURNALED = 0.85;
    private static final double WRITE_HOLE = 0.8;

    private final List<Claim> claims;
    private final Seating seating;
    private final Set<Claim> superseded;
    private final MdSuperblock newest;

    Doubts(List<Claim> claims, Seating seating, Set<Claim> superseded) {
        this.claims = claims;
        this.seating = seating;
        this.superseded = superseded;
        this.newest = seating.newest().superblock();
    }

    List<String> evidence() {
        List<String> evidence = new ArrayList<>();
        long right = claims.stream()
                .filter(claim -> claim.superblock().checksumRight())
                .count();
        evidence.add("%d of %d members carry md %s superblocks of array %s, %d with the right checksum"
                .formatted(
                        claims.size(),
                        newest.array().geometry().disks(),
                        newest.version(),
                        newest.array().uuid(),
                        right));
        evidence.add("%s; last written %s, %d events"
                .formatted(newest.array().geometry().inWords(), newest.updated(), newest.events()));
        evidence.add(newest.array().clean() ? "the set was shut down clean" : "the set was in use when it stopped");
        return evidence;
    }

    List<String> findings() {
        List<String> findings = new ArrayList<>();
        claims.stream()
                .filter(claim -> !claim.superblock().checksumRight())
                .forEach(claim -> findings.add(
                        "%s: the md superblock's checksum is wrong, so what it says of this disk may be. Try the set without it, and run 'mdadm --examine' on it."
                                .formatted(claim.disk().name())));
        claims.stream()
                .filter(superseded::contains)
                .forEach(claim -> findings.add(
                        "%s carries a later md superblock of another array: this set is probably what the disk was used for before."
                                .formatted(claim.disk().name())));
        if (newest.array().journal()) {
            findings.add("writes went through a journal device; what only the journal holds is not read. Shut the old"
                    + " machine down clean before copying.");
        }
        if (newest.array().partialParityLog() && !newest.array().clean()) {
            findings.add("the set was not shut down clean and logs partial parity, which is not replayed: let the old"
                    + " machine assemble and stop it once.");
        }
        if (writeHole()) {
            findings.add("the set was in use when it stopped and members are missing: where parity was being written,"
                    + " computed data can be wrong. Check the filesystem.");
        }
        for (Claim claim : claims) {
            long bad = claim.device().bad().stream().mapToLong(BadRange::length).sum();
            if (bad > 0) {
                findings.add("%s: %d bytes are listed as bad and computed from the other members"
                        .formatted(claim.disk().name(), bad));
            }
        }
        return findings;
    }

    double confidence(boolean complete) {
        double confidence = complete ? CERTAIN : DEGRADED;
        if (newest.array().journal()) {
            confidence = Math.min(confidence, JOURNALED);
        }
        if (writeHole()) {
            confidence = Math.min(confidence, WRITE_HOLE);
        }
        boolean coin = claims.stream().anyMatch(claim -> !claim.superblock().checksumRight())
                || claims.stream().anyMatch(superseded::contains)
                || !seating.contenders().isEmpty()
                || seating.mistrust();
        return coin ? Math.min(confidence, COIN) : confidence;
    }

    private boolean writeHole() {
        MdGeometry geometry = newest.array().geometry();
        long seated = claims.stream()
                .filter(claim -> claim.device().place().isActive())
                .filter(claim -> seating.in(claim.device().place().slot())
                        .filter(claim::equals)
                        .isPresent())
                .count();
        return geometry.hasParity() && !newest.array().clean() && seated < geometry.disks();
    }
}
