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

    static final int MISSING = -1;
    /** More than there are disks: a missing one gets a number of its own. */
    private static final int FIRST_MISSING = 1024;

    Hypothesis {
        disks = List.copyOf(disks);
    }

    int missing() {
        return (int) disks.stream().filter(disk -> disk == MISSING).count();
    }

    Hypothesis with(List<Integer> inSlots) {
        return new Hypothesis(shape, start, dataOffset, inSlots, met, places);
    }

    /** The disk on which the first copy of an address lies. */
    int diskOf(long address) {
        return disks.get(shape.slotOf(address, 0));
    }

    boolean places(long address, Claim.Place at) {
        for (int copy = 0; copy < shape.copies(); copy++) {
            if (disks.get(shape.slotOf(address, copy)) == at.disk()
                    && dataOffset + shape.memberOffset(address, copy) == at.offset()) {
                return true;
            }
        }
        return false;
    }

    /** Whether both have every copy of an address in the same places: as if they were one. */
    boolean agrees(Hypothesis other, long address) {
        return Arrays.equals(placesOf(address), other.placesOf(address));
    }

    private long[] placesOf(long address) {
        long[] places = new long[shape.copies()];
        for (int copy = 0; copy < places.length; copy++) {
            int slot = shape.slotOf(address, copy);
            int disk = disks.get(slot) == MISSING ? FIRST_MISSING + slot : disks.get(slot);
            places[copy] = (dataOffset + shape.memberOffset(address, copy)) * 2 * FIRST_MISSING + disk;
        }
        Arrays.sort(places);
        return places;
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
