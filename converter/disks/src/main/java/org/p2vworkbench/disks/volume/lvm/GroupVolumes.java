package org.p2vworkbench.disks.volume.lvm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.volume.Volume;

/**
 * The volumes of a group as its administrator knows them. A snapshot is told in LVM's text by a volume of its own
 * ("snapshot0"), which nobody sees, and which names the one that people do see as its store.
 */
final class GroupVolumes {

    private final VgDescription vg;
    private final LvAssembly assembly;
    private final Map<String, VgDescription.Lv> snapshotByStore = new HashMap<>();
    private final Map<String, String> mergingByOrigin = new HashMap<>();

    GroupVolumes(VgDescription vg, Map<String, Optional<BlockSource>> physical) {
        this.vg = vg;
        this.assembly = new LvAssembly(vg, physical);
        for (VgDescription.Lv lv : vg.logicalVolumes().values()) {
            for (VgDescription.Segment segment : lv.segments()) {
                if (isSnapshot(lv)) {
                    segment.described().text("cow_store").ifPresent(store -> snapshotByStore.put(store, lv));
                    segment.described().text("merging_store").ifPresent(store -> {
                        snapshotByStore.put(store, lv);
                        segment.described().text("origin").ifPresent(origin -> mergingByOrigin.put(origin, store));
                    });
                }
            }
        }
    }

    List<Volume> all() throws IOException {
        List<Volume> volumes = new ArrayList<>();
        for (VgDescription.Lv lv : vg.logicalVolumes().values()) {
            if (!isSnapshot(lv)) {
                volumes.add(volume(lv));
            }
        }
        return volumes;
    }

    private Volume volume(VgDescription.Lv lv) throws IOException {
        VgDescription.Lv shown = snapshotByStore.getOrDefault(lv.name(), lv);
        Assembled assembled = mergingByOrigin.containsKey(lv.name())
                ? Assembled.unsupported(
                        "The snapshot %s was being merged into it: start it once on the old machine and let"
                                        .formatted(mergingByOrigin.get(lv.name()))
                                + " the merge finish.")
                : assembly.volume(shown);
        return new Volume(
                lv.name(),
                lv.id(),
                type(shown),
                shown.extents() * vg.extentBytes(),
                assembled.state(),
                assembled.bytes(),
                assembled.findings(),
                !shown.visible() || shown.segments().stream().anyMatch(segment -> NamedOnly.isPool(segment.type())));
    }

    private static boolean isSnapshot(VgDescription.Lv lv) {
        return lv.segments().stream().anyMatch(segment -> segment.type().equals("snapshot"));
    }

    /** As lvs names it (segtype); a volume of several kinds has all of them. */
    private static String type(VgDescription.Lv lv) {
        return lv.segments().stream().map(GroupVolumes::type).distinct().collect(Collectors.joining("+"));
    }

    private static String type(VgDescription.Segment segment) {
        boolean plain = segment.type().equals("striped")
                && segment.described().list("stripes").size() <= 2;
        return plain ? "linear" : segment.type();
    }
}
