package org.p2vworkbench.disks.raid.infer;

import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * A block that names its own address, and where it was seen: more than once when members mirror each other, or where a
 * parity block equals the only data of its row.
 *
 * @param company for each place, how many other disks hold something at the same offset; empty where nobody looked
 */
record Claim(long at, List<Place> places, List<Integer> company) {

    /** A place on a disk, by the disk's number among those looked at; {@link #SUM} for the sum of all of them. */
    record Place(int disk, long offset) {}

    /** The number of a disk that is not there and reads as the sum of all others. */
    static final int SUM = -1;

    Claim {
        places = List.copyOf(places);
        company = List.copyOf(company);
    }

    Claim(long at, List<Place> places) {
        this(at, places, List.of());
    }

    /** Whether a block at one of the places can be parity that equals the only data of its row. */
    boolean mayBeParity(Place place, int parities) {
        return company.isEmpty() || company.get(places.indexOf(place)) <= parities;
    }

    Claim amid(ToIntFunction<Place> others) {
        return new Claim(at, places, places.stream().map(others::applyAsInt).toList());
    }

    /** The disks it was seen on, the sum not among them. */
    Set<Integer> disks() {
        return places.stream().map(Place::disk).filter(disk -> disk != SUM).collect(Collectors.toSet());
    }

    Claim shifted(long by) {
        return new Claim(at + by, places, company);
    }
}
