package org.p2vworkbench.disks.raid.infer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.p2vworkbench.disks.Zeros;

/**
 * What lies beside a claim in its row, on the other disks.
 *
 * <p>Parity equals a block of data only where the rest of the row is empty, so a claim among many cannot be an echo. And
 * checksums are linear: the sum of three inodes is an inode with a valid checksum and the sum of their numbers. In a row in
 * which all that hold something claim an address, and which sums to zero, one of the claims is false and none shows which.
 */
final class Company {

    /** An inode of ext4, the smallest block that names its address. */
    private static final int LENGTH = 256;

    private static final int BLOCK = 4096;
    private static final int FEWEST_IN_SUM = 4;
    /** With fewer claims left than this, those that may be false are better than none. */
    private static final int ENOUGH = 60;

    private final List<SampledDisk> disks;
    private final BitSet pool;

    Company(List<SampledDisk> disks, BitSet pool) {
        this.disks = List.copyOf(disks);
        this.pool = (BitSet) pool.clone();
    }

    /** The claims, each knowing its company; without those of rows where one must be false, when enough others are left. */
    List<Claim> among(List<Claim> claims) {
        Map<Long, BitSet> claimants = new HashMap<>();
        Map<Long, BitSet> claimantsOfBlock = new HashMap<>();
        for (Claim claim : claims) {
            for (Claim.Place place : claim.places()) {
                claimants
                        .computeIfAbsent(place.offset(), offset -> new BitSet())
                        .set(number(place));
                claimantsOfBlock
                        .computeIfAbsent(place.offset() / BLOCK, block -> new BitSet())
                        .set(number(place));
            }
        }
        Set<Claim.Place> doubtful = new HashSet<>();
        claimants.forEach(
                (offset, who) -> doubtful.addAll(doubtful(offset, who, claimantsOfBlock.get(offset / BLOCK))));
        List<Claim> all = new ArrayList<>();
        List<Claim> sure = new ArrayList<>();
        for (Claim claim : claims) {
            Claim known = claim.amid(this::others);
            all.add(known);
            if (claim.places().stream().noneMatch(doubtful::contains)) {
                sure.add(known);
            }
        }
        return sure.size() >= ENOUGH ? sure : all;
    }

    /** The sum of all disks counts as one more of them. */
    private int number(Claim.Place place) {
        return place.disk() == Claim.SUM ? disks.size() : place.disk();
    }

    private int others(Claim.Place place) {
        return (int) pool.stream()
                .filter(disk ->
                        disk != place.disk() && !Zeros.only(disks.get(disk).kept(place.offset(), LENGTH), 0, LENGTH))
                .count();
    }

    /**
     * Where the sum of all disks is among those that claim, it is the likeliest to be false.
     *
     * @param claimants at this offset
     * @param beside those of the whole block, of which one claim per disk was kept
     */
    private List<Claim.Place> doubtful(long offset, BitSet claimants, BitSet beside) {
        byte[] sum = new byte[LENGTH];
        BitSet busy = new BitSet();
        beside.stream().forEach(number -> {
            byte[] content = content(number, offset);
            busy.set(number, !Zeros.only(content, 0, LENGTH));
            add(content, sum);
        });
        if (busy.cardinality() < FEWEST_IN_SUM || !Zeros.only(sum, 0, LENGTH) || areMirrors(offset, busy)) {
            return List.of();
        }
        return busy.get(disks.size())
                ? List.of(new Claim.Place(Claim.SUM, offset))
                : claimants.stream()
                        .mapToObj(disk -> new Claim.Place(disk, offset))
                        .toList();
    }

    /** Copies sum to zero as well, and are all true. */
    private boolean areMirrors(long offset, BitSet claimants) {
        Set<ByteBuffer> contents = new HashSet<>();
        return !claimants.stream()
                .filter(number -> number < disks.size())
                .allMatch(disk -> contents.add(ByteBuffer.wrap(disks.get(disk).kept(offset, LENGTH))));
    }

    private byte[] content(int number, long offset) {
        if (number < disks.size()) {
            return disks.get(number).kept(offset, LENGTH);
        }
        byte[] sum = new byte[LENGTH];
        disks.forEach(disk -> add(disk.kept(offset, LENGTH), sum));
        return sum;
    }

    private static void add(byte[] more, byte[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] ^= more[i];
        }
    }
}
