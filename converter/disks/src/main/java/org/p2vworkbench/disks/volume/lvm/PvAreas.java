package org.p2vworkbench.disks.volume.lvm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.disks.volume.VolumeArea;

/**
 * What of each physical volume is free, and what holds the bytes of which volume in plain order.
 *
 * <p>Only what is certain is told. A volume that another one builds on (the origin of a snapshot, the store of one) is
 * in use where the other needs it, whatever its own filesystem says; a segment of a kind that is not known may lie
 * anywhere. A description that uses an extent twice tells nothing.
 */
final class PvAreas {

    private static final int DEEPEST = 8;
    /** More than this many runs are not worth the memory, or the description is a trap. */
    private static final int MOST_RUNS = 200_000;

    private final VgDescription vg;
    private final Map<String, List<Run>> allocated = new HashMap<>();
    private final Map<String, List<VolumeArea>> mapped = new HashMap<>();
    private int runs;

    private record Run(long from, long count) {}

    PvAreas(VgDescription vg) {
        this.vg = vg;
    }

    /** By the name that segments use; nothing for a physical volume of which nothing is certain. */
    Map<String, List<VolumeArea>> byPhysicalVolume() {
        Set<String> built = new HashSet<>();
        for (VgDescription.Lv lv : vg.logicalVolumes().values()) {
            for (VgDescription.Segment segment : lv.segments()) {
                if (!isKnown(segment.type())) {
                    return Map.of();
                }
                allocate(segment);
                built.addAll(segment.described().stringsBut("type"));
            }
        }
        for (VgDescription.Lv lv : vg.logicalVolumes().values()) {
            if (lv.visible() && !built.contains(lv.name())) {
                place(lv, 0, lv.extents(), lv.id(), 0, 0);
            }
        }
        Map<String, List<VolumeArea>> areas = new HashMap<>();
        if (runs < MOST_RUNS) {
            vg.physicalVolumes().forEach((name, pv) -> areas.put(name, areas(name, pv)));
        }
        return areas;
    }

    private static boolean isKnown(String type) {
        return type.equals("striped")
                || type.equals("linear")
                || type.equals("mirror")
                || type.equals("error")
                || RaidTypes.contains(type)
                || NamedOnly.why(type).isPresent();
    }

    private void allocate(VgDescription.Segment segment) {
        List<Stripe> stripes = Stripe.list(segment.described().list("stripes")).orElse(List.of());
        for (Stripe stripe : stripes) {
            allocate(stripe, segment.extents() / stripes.size());
        }
        for (Stripe leg : Stripe.list(segment.described().list("mirrors")).orElse(List.of())) {
            allocate(leg, segment.extents());
        }
    }

    private void allocate(Stripe stripe, long count) {
        runs++;
        if (vg.physicalVolumes().containsKey(stripe.of()) && runs < MOST_RUNS) {
            allocated.computeIfAbsent(stripe.of(), name -> new ArrayList<>()).add(new Run(stripe.extent(), count));
        }
    }

    /** Extents {@code from} on of a volume, which are those from byte {@code offset} on of the volume people see. */
    private void place(VgDescription.Lv lv, long from, long count, String uuid, long offset, int depth) {
        for (VgDescription.Segment segment : lv.segments()) {
            long first = Math.max(from, segment.startExtent());
            long end = Math.min(from + count, segment.startExtent() + segment.extents());
            if (first < end) {
                place(
                        segment,
                        first - segment.startExtent(),
                        end - first,
                        uuid,
                        offset + (first - from) * vg.extentBytes(),
                        depth);
            }
        }
    }

    private void place(VgDescription.Segment segment, long from, long count, String uuid, long offset, int depth) {
        List<Stripe> stripes = Stripe.list(segment.described().list("stripes")).orElse(List.of());
        if (stripes.size() == 1) {
            place(stripes.get(0), from, count, uuid, offset, depth);
        } else if (segment.type().equals("striped") && count == segment.extents() && !stripes.isEmpty()) {
            placeColumns(segment, stripes, uuid, offset);
        }
        for (Stripe leg : Stripe.list(segment.described().list("mirrors")).orElse(List.of())) {
            place(leg, from, count, uuid, offset, depth);
        }
        if (RaidTypes.isMirror(segment.type())) {
            List<Object> raids = segment.described().list("raids");
            for (int i = 1; i < raids.size(); i += 2) {
                place(new Stripe(String.valueOf(raids.get(i)), 0), from, count, uuid, offset, depth);
            }
        }
    }

    private void place(Stripe at, long from, long count, String uuid, long offset, int depth) {
        runs++;
        long extent = at.extent() + from;
        if (runs >= MOST_RUNS || depth == DEEPEST) {
            return;
        }
        VgDescription.Pv pv = vg.physicalVolumes().get(at.of());
        VgDescription.Lv lv = vg.logicalVolumes().get(at.of());
        if (pv != null && extent >= 0 && extent <= pv.extents() - count) {
            add(
                    at.of(),
                    VolumeArea.linear(
                            pv.dataAtBytes() + extent * vg.extentBytes(), count * vg.extentBytes(), uuid, offset));
        } else if (lv != null && extent >= 0) {
            place(lv, extent, count, uuid, offset, depth + 1);
        }
    }

    private void placeColumns(VgDescription.Segment segment, List<Stripe> stripes, String uuid, long offset) {
        long chunkBytes = SegmentAssembly.chunkBytes(segment, vg.extentBytes());
        long count = segment.extents() / stripes.size();
        for (int column = 0; column < stripes.size(); column++) {
            Stripe at = stripes.get(column);
            VgDescription.Pv pv = vg.physicalVolumes().get(at.of());
            runs++;
            if (pv != null && chunkBytes > 0 && at.extent() <= pv.extents() - count && runs < MOST_RUNS) {
                add(
                        at.of(),
                        new VolumeArea(
                                pv.dataAtBytes() + at.extent() * vg.extentBytes(),
                                count * vg.extentBytes(),
                                Optional.of(uuid),
                                offset,
                                chunkBytes,
                                column,
                                stripes.size()));
            }
        }
    }

    private void add(String pv, VolumeArea area) {
        if (area.lengthBytes() > 0) {
            mapped.computeIfAbsent(pv, name -> new ArrayList<>()).add(area);
        }
    }

    private List<VolumeArea> areas(String name, VgDescription.Pv pv) {
        List<Run> taken = new ArrayList<>(allocated.getOrDefault(name, List.of()));
        taken.sort(Comparator.comparingLong(Run::from));
        List<VolumeArea> areas = new ArrayList<>(mapped.getOrDefault(name, List.of()));
        long next = 0;
        for (Run run : taken) {
            if (run.from() < next || run.from() > pv.extents() - run.count()) {
                return List.of();
            }
            addFree(pv, next, run.from(), areas);
            next = run.from() + run.count();
        }
        addFree(pv, next, pv.extents(), areas);
        areas.sort(Comparator.comparingLong(VolumeArea::offset));
        for (int i = 1; i < areas.size(); i++) {
            if (areas.get(i).offset() < areas.get(i - 1).end()) {
                return List.of();
            }
        }
        return areas;
    }

    private void addFree(VgDescription.Pv pv, long from, long to, List<VolumeArea> areas) {
        if (from < to) {
            areas.add(VolumeArea.free(pv.dataAtBytes() + from * vg.extentBytes(), (to - from) * vg.extentBytes()));
        }
    }
}
