package org.p2vworkbench.converter.convert;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.converter.copy.HashedSource;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.allocation.AllocationMap;
import org.p2vworkbench.disks.allocation.UsedOnly;
import org.p2vworkbench.disks.clonezilla.ClonezillaDisk;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.layers.Layer;
import org.p2vworkbench.disks.layers.MachineLayers;
import org.p2vworkbench.disks.raid.detect.RaidDetective;
import org.p2vworkbench.disks.raid.set.RaidDisk;

/**
 * Which blocks of a machine's disks its filesystems use: the others read as zeros and are not copied. All disks are
 * looked at together, because a volume group may lie across them, and stay open as long as their maps are asked.
 */
final class UsedBlocks implements Closeable {

    private final List<DiskImage> open = new ArrayList<>();
    private final Map<String, AllocationMap> maps = new HashMap<>();
    private final Map<String, List<String>> wholeBecause = new HashMap<>();

    private UsedBlocks() {}

    /**
     * As their filesystems say, if they are to be asked; all blocks where a disk cannot be looked at, which the copy will
     * find out about.
     */
    static UsedBlocks of(List<SourceDisk> disks, ConvertOptions.Blocks wanted) {
        UsedBlocks used = new UsedBlocks();
        if (wanted != ConvertOptions.Blocks.USED) {
            return used;
        }
        try {
            used.look(disks);
        } catch (IOException | RuntimeException | StackOverflowError unreadable) {
            // Nothing that is wrong with a filesystem may stop the copy of its bytes.
            used.maps.clear();
            disks.forEach(disk -> used.wholeBecause.put(
                    disk.name(), List.of("copied whole, its filesystems cannot be read: " + unreadable)));
        }
        return used;
    }

    private void look(List<SourceDisk> disks) throws IOException {
        List<RaidDisk> candidates = new ArrayList<>();
        for (SourceDisk disk : disks) {
            DiskImage image = disk.open();
            open.add(image);
            candidates.add(new RaidDisk(disk.name(), image, disk.serial(), Optional.empty(), true));
        }
        if (open.stream().anyMatch(ClonezillaDisk.class::isInstance)) {
            // Only used blocks were saved, and to look for more would unpack everything once for nothing.
            return;
        }
        MachineLayers layers = MachineLayers.of(candidates, RaidDetective.ofGuests());
        for (int i = 0; i < disks.size(); i++) {
            String name = disks.get(i).name();
            layers.map(i).ifPresent(map -> maps.put(name, map));
            List<String> reasons = new ArrayList<>();
            addReasons(layers.disks().get(i), "", reasons);
            wholeBecause.put(name, reasons);
        }
    }

    private static void addReasons(Layer layer, String where, List<String> reasons) {
        String here =
                switch (layer.kind()) {
                    case PARTITION -> "partition " + layer.name();
                    case VOLUME -> "volume " + layer.name();
                    default -> where;
                };
        if (layer.kind() == Layer.Kind.FILESYSTEM && layer.map().isEmpty()) {
            layer.findings().forEach(finding -> reasons.add(here.isEmpty() ? finding : here + ": " + finding));
        }
        layer.children().forEach(child -> addReasons(child, here, reasons));
    }

    /** {@code image} with what is not in use blanked. */
    BlockSource of(SourceDisk disk, BlockSource image) {
        AllocationMap map = maps.get(disk.name());
        if (map == null) {
            return image;
        }
        return image instanceof HashedSource hashed ? new UsedOfHashed(hashed, map) : new UsedOnly(image, map);
    }

    /** Why more of a disk is copied than is in use, a sentence each. */
    List<String> wholeBecause(SourceDisk disk) {
        return List.copyOf(wholeBecause.getOrDefault(disk.name(), List.of()));
    }

    @Override
    public void close() throws IOException {
        for (DiskImage image : open) {
            image.close();
        }
    }
}
