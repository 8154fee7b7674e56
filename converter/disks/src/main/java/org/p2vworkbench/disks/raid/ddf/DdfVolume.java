package org.p2vworkbench.disks.raid.ddf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A volume as the records of all disks of its group have it.
 *
 * @param first the newest of its records, for what all of them say alike
 * @param spans the newest record of each span; a span of which no disk is there is missing
 */
record DdfVolume(DdfGuid guid, VolumeRecord first, SortedMap<Integer, VolumeRecord> spans) {

    private static final Comparator<VolumeRecord> NEWER =
            Comparator.comparing(VolumeRecord::isSound).thenComparing(VolumeRecord::sequence);

    static List<DdfVolume> of(DdfGroup group) {
        Map<DdfGuid, List<VolumeRecord>> byGuid = new LinkedHashMap<>();
        for (DdfDisk disk : group.disks()) {
            for (VolumeRecord record : disk.copy().volumes()) {
                byGuid.computeIfAbsent(record.guid(), guid -> new ArrayList<>()).add(record);
            }
        }
        List<DdfVolume> volumes = new ArrayList<>();
        byGuid.forEach((guid, records) -> volumes.add(merged(guid, records)));
        return volumes;
    }

    private static DdfVolume merged(DdfGuid guid, List<VolumeRecord> records) {
        SortedMap<Integer, VolumeRecord> spans = new TreeMap<>();
        for (VolumeRecord record : records) {
            // Sequences count per record: spans are not compared with one another.
            int span = record.spans() <= 1 ? 0 : record.span();
            spans.merge(span, record, (a, b) -> NEWER.compare(a, b) >= 0 ? a : b);
        }
        VolumeRecord first = spans.values().stream().max(NEWER).orElseThrow();
        return new DdfVolume(guid, first, spans);
    }

    int spanCount() {
        return Math.max(1, first.spans());
    }

    int membersPerSpan() {
        return first.members().size();
    }

    Optional<VolumeRecord> span(int number) {
        return Optional.ofNullable(spans.get(number));
    }

    /** Whether its records disagree on what they must have alike. */
    boolean contradictsItself() {
        return spans.lastKey() >= spanCount()
                || spans.values().stream()
                        .anyMatch(record -> record.members().size() != membersPerSpan()
                                || record.level() != first.level()
                                || record.qualifier() != first.qualifier()
                                || record.stripShift() != first.stripShift()
                                || Math.max(1, record.spans()) != spanCount()
                                || record.secondaryLevel() != first.secondaryLevel());
    }

    boolean isSound() {
        return spans.values().stream().allMatch(VolumeRecord::isSound);
    }
}
