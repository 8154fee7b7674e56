package org.p2vworkbench.converter.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.p2vworkbench.converter.convert.MachinePlan;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.FolderSiblings;
import org.p2vworkbench.disks.image.ImageFormats;
import org.p2vworkbench.disks.image.raw.HoleMap;

/** What lies where the copies of a machine in the store differ from their ledgers. */
public final class NamedDifferences {

    /** A place costs a look at all inodes; who has lost more than this needs the list of offsets and a new copy. */
    public static final int MOST_PER_DISK = 10;

    private final MachinePlan plan;
    private final HoleMap holes;
    private final Consumer<String> story;

    public NamedDifferences(MachinePlan plan, HoleMap holes, Consumer<String> story) {
        this.plan = plan;
        this.holes = holes;
        this.story = story;
    }

    /**
     * By name of the disk, of the first {@link #MOST_PER_DISK} chunks of each.
     *
     * @param offsets of the chunks that differ, by name of the disk
     */
    public Map<String, List<DifferentPlace>> at(Map<String, List<Long>> offsets) throws IOException {
        List<DiskImage> open = new ArrayList<>();
        try {
            List<DifferentPlaces.Chunks> chunks = new ArrayList<>();
            for (MachinePlan.DiskPlan disk : plan.disks()) {
                chunks.add(new DifferentPlaces.Chunks(
                        open.size(), first(offsets.getOrDefault(disk.name(), List.of())), disk.chunkBytes()));
                open.add(ImageFormats.all()
                        .open(FolderSiblings.named(disk.copy(), false, holes), Optional.of(disk.imageFormat())));
            }
            List<List<DifferentPlace>> places = DifferentPlaces.on(open, story).of(chunks);
            Map<String, List<DifferentPlace>> named = new HashMap<>();
            for (int i = 0; i < places.size(); i++) {
                named.put(plan.disks().get(i).name(), places.get(i));
            }
            return named;
        } finally {
            for (DiskImage image : open) {
                image.close();
            }
        }
    }

    private static List<Long> first(List<Long> offsets) {
        return offsets.subList(0, Math.min(MOST_PER_DISK, offsets.size()));
    }
}
