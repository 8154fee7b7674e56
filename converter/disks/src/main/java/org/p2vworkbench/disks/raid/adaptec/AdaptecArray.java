package org.p2vworkbench.disks.raid.adaptec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The array of one disk, found in its table: the nearest array line above the disk's own, and an array of arrays over it.
 *
 * @param head the line that names the whole: its magic is the array's identity
 * @param inner the arrays that hold disks; one, unless nested
 * @param own the disk's own line
 */
record AdaptecArray(AdaptecLine head, List<Inner> inner, AdaptecLine own) {

    /** An array line and the disk lines below it. */
    record Inner(AdaptecLine line, List<AdaptecLine> disks) {

        /** As dmraid orders them; the table's order breaks ties. */
        List<AdaptecLine> ordered() {
            return disks.stream()
                    .sorted(Comparator.comparingLong(AdaptecLine::place))
                    .toList();
        }
    }

    static Optional<AdaptecArray> of(AdaptecRecord record) {
        List<Inner> arrays = new ArrayList<>();
        Optional<AdaptecLine> nested = Optional.empty();
        for (AdaptecLine line : record.lines()) {
            if (line.level() == AdaptecLine.NESTED) {
                nested = Optional.of(line);
            } else if (line.level() == AdaptecLine.ARRAY) {
                arrays.add(new Inner(line, new ArrayList<>()));
            } else if (line.level() == AdaptecLine.DISK && !arrays.isEmpty()) {
                arrays.get(arrays.size() - 1).disks().add(line);
            }
        }
        for (Inner array : arrays) {
            for (AdaptecLine disk : array.disks()) {
                if (disk.magic() == record.driveMagic()) {
                    AdaptecLine head = nested.orElse(array.line());
                    return Optional.of(new AdaptecArray(head, nested.isPresent() ? arrays : List.of(array), disk));
                }
            }
        }
        return Optional.empty();
    }

    boolean nested() {
        return head.level() == AdaptecLine.NESTED;
    }

    /** Place of the disk in the order of the data: copies of a column next to each other. */
    int slot(boolean byPlace) {
        for (int i = 0; i < inner.size(); i++) {
            List<AdaptecLine> disks =
                    byPlace ? inner.get(i).ordered() : inner.get(i).disks();
            int in = disks.indexOf(own);
            if (in >= 0) {
                boolean mirrors = inner.get(i).line().type() == AdaptecLine.RAID1;
                return !nested() ? in : mirrors ? 2 * i + in : 2 * in + i;
            }
        }
        return -1;
    }

    boolean ordersAgree() {
        return inner.stream().allMatch(array -> array.ordered().equals(array.disks()));
    }

    int sequence() {
        return inner.stream().mapToInt(array -> array.line().sequence()).max().orElse(0);
    }
}
