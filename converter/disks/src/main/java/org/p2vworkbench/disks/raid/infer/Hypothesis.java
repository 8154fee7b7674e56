package org.p2vworkbench.disks.raid.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.Slice;

/**
 * A shape with disks in its slots.
 *
 * @param start where in the volume the filesystem begins that this was found by
 * @param dataOffset where on each member the data begins
 * @param disks number of the disk in each slot; {@link #MISSING} where it is not there
 * @param met claims that lie where this hypothesis says
 * @param places of these claims and their copies, the number explained
 */
record Hypothesis(Shape shape, long start, long dataOffset, List<Integer> disks, int met, int places) {

    /** Also the number of the sum of all disks: what a single missing member of a parity set holds. */
    static final int MISSING = Claim.SUM;

    Hypothesis {
        disks = List.copyOf(disks);
    }

    int missing() {
        return (int) disks.stream().filter(disk -> disk == MISSING).count();
    }

    List<Integer> placed() {
        return disks.stream().filter(disk -> disk != MISSING).toList();
    }

    Hypothesis with(List<Integer> inSlots) {
        return new Hypothesis(shape, start, dataOffset, inSlots, met, places);
    }

    /** The same, the claims counted anew. */
    Hypothesis explaining(int claims) {
        return new Hypothesis(shape, start, dataOffset, disks, claims, places);
    }

    /** The disk on which the first copy of an address lies. */
    int diskOf(long address) {
        return disks.get(shape.slotOf(address, 0));
    }

    boolean explains(Claim claim) {
        return claim.places().stream().anyMatch(place -> explains(claim, place));
    }

    /** Whether a place of a claim is where this has the address, or parity that looks the same. */
    boolean explains(Claim claim, Claim.Place at) {
        return holds(claim.at(), at)
                || dataOffset + shape.memberOffset(claim.at(), 0) == at.offset()
                        && claim.mayBeParity(at, shape.redundancy())
                        && shape.echoes(claim.at()).stream().anyMatch(echo -> disks.get(echo) == at.disk());
    }

    /** Whether both read an address from the same place, or from copies of it that both know of. */
    boolean agrees(Hypothesis other, long address) {
        return agrees(other, address, address);
    }

    /** The same where the other one has another address for it: it begins elsewhere. */
    boolean agrees(Hypothesis other, long address, long there) {
        if (there < 0) {
            return false;
        }
        boolean lost = true;
        for (int copy = 0; copy < shape.copies(); copy++) {
            int disk = disks.get(shape.slotOf(address, copy));
            Claim.Place place = new Claim.Place(disk, dataOffset + shape.memberOffset(address, copy));
            lost &= disk == MISSING;
            if (disk != MISSING && other.holds(there, place)) {
                return true;
            }
        }
        return lost && computesAlike(other, address, there);
    }

    private boolean holds(long address, Claim.Place at) {
        for (int copy = 0; copy < shape.copies(); copy++) {
            if (disks.get(shape.slotOf(address, copy)) == at.disk()
                    && dataOffset + shape.memberOffset(address, copy) == at.offset()) {
                return true;
            }
        }
        return false;
    }

    /** Where an address and its copies lie, as far as their disks are there. */
    List<Claim.Place> placesOf(long address) {
        List<Claim.Place> places = new ArrayList<>();
        for (int copy = 0; copy < shape.copies(); copy++) {
            int disk = disks.get(shape.slotOf(address, copy));
            if (disk != MISSING) {
                places.add(new Claim.Place(disk, dataOffset + shape.memberOffset(address, copy)));
            }
        }
        return places;
    }

    /** What is missing in both is computed from the same row, and in the same way where it takes the second parity. */
    private boolean computesAlike(Hypothesis other, long address, long there) {
        long place = dataOffset + shape.memberOffset(address, 0);
        boolean sameRow = other.disks.get(other.shape.slotOf(there, 0)) == MISSING
                && other.dataOffset + other.shape.memberOffset(there, 0) == place;
        if (!sameRow
                || missing() < 2
                || !(shape instanceof ParityShape mine)
                || !(other.shape instanceof ParityShape theirs)) {
            return sameRow;
        }
        return !mine.isOtherFamily(theirs)
                && shape.slotOf(address, 0) == other.shape.slotOf(there, 0)
                && parities(mine, address).equals(other.parities(theirs, there));
    }

    /** The disks with the parities of an address's row, the first parity first. */
    private List<Integer> parities(ParityShape parity, long address) {
        long row = parity.row(address / parity.chunkBytes(), 0);
        int first = disks.get(parity.slotOfP(row));
        return parity.redundancy() == 1 ? List.of(first) : List.of(first, disks.get(parity.slotOfQ(row)));
    }

    /** What is left of the smallest member behind the data offset. */
    long memberBytes(List<? extends BlockSource> all) {
        int[] there = disks.stream()
                .filter(disk -> disk != MISSING)
                .mapToInt(disk -> disk)
                .toArray();
        if (shape instanceof LinearShape) {
            return all.get(disks.get(disks.size() - 1)).size() - dataOffset;
        }
        return Arrays.stream(there)
                        .mapToLong(disk -> all.get(disk).size())
                        .min()
                        .orElse(0)
                - dataOffset;
    }

    long capacity(List<? extends BlockSource> all) {
        return shape.capacity(Math.max(0, memberBytes(all)));
    }

    Optional<BlockSource> volume(List<? extends BlockSource> all, long sizeBytes) {
        List<Optional<BlockSource>> members = new ArrayList<>();
        for (int disk : disks) {
            if (disk == MISSING) {
                members.add(Optional.empty());
                continue;
            }
            BlockSource whole = all.get(disk);
            if (whole.size() < dataOffset) {
                return Optional.empty();
            }
            members.add(Optional.of(new Slice(whole.name(), whole, dataOffset, whole.size() - dataOffset)));
        }
        try {
            return Optional.of(shape.volume("inferred " + shape.level().label(), members, sizeBytes));
        } catch (IllegalArgumentException doesNotFit) {
            return Optional.empty();
        }
    }
}
