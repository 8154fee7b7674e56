package org.p2vworkbench.converter.survey;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.converter.hardware.DiskDrive;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.layers.MachineLayers;
import org.p2vworkbench.disks.raid.detect.RaidDetective;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.reports.inventory.DiskFacts;
import org.p2vworkbench.reports.inventory.HardwareFacts;
import org.p2vworkbench.reports.inventory.Inventory;

/** Looks at the bytes of a machine's disks and adds what they show to its inventory. */
final class DiskLook {

    private final MachineSource source;
    private final RaidDetective detective;
    private final String at;

    DiskLook(MachineSource source, RaidDetective detective, String at) {
        this.source = source;
        this.detective = detective;
        this.at = at;
    }

    /** What cannot be read is said, and stops nothing else. */
    Inventory into(Inventory known) {
        List<DiskImage> open = new ArrayList<>();
        try {
            List<RaidDisk> disks = new ArrayList<>();
            for (SourceDisk disk : source.disks()) {
                DiskImage image = disk.open();
                open.add(image);
                disks.add(new RaidDisk(disk.name(), image, disk.serial(), Optional.empty(), true));
            }
            return seen(known, MachineLayers.of(disks, detective), disks);
        } catch (IOException | RuntimeException | StackOverflowError unreadable) {
            // Whatever is on a disk, its machine still has an inventory.
            return known.missing(List.of(new Inventory.Missed(
                    "what lies on the disks",
                    "they cannot be looked at: " + unreadable.getMessage(),
                    "Run 'p2v inspect', or 'p2v show', which look at each by itself.")));
        } finally {
            close(open);
        }
    }

    private Inventory seen(Inventory known, MachineLayers layers, List<RaidDisk> disks) throws IOException {
        HardwareFacts told = known.hardware();
        SeenDisks seen = new SeenDisks(known.by().equals("live") && known.live().isPresent(), at);
        List<DiskFacts> now = new ArrayList<>();
        Set<String> found = new HashSet<>();
        for (int i = 0; i < disks.size(); i++) {
            String name = disks.get(i).name();
            DiskDrive drive = source.hardware().disks().get(i);
            BlockSource bytes = disks.get(i).bytes();
            Optional<DiskFacts> before = told(told.disks(), drive);
            before.ifPresent(disk -> found.add(disk.path()));
            DiskFacts disk = before.orElseGet(() -> seen.bare(name, drive.image(), bytes));
            now.add(seen.disk(disk, layers.disks().get(i), bytes));
        }
        told.disks().stream().filter(disk -> !found.contains(disk.path())).forEach(now::add);
        SeenSets sets = new SeenSets(told.raidSets());
        List<HardwareFacts.RaidSet> raid = sets.with(layers);
        List<HardwareFacts.Volume> volumes = new SeenVolumes(told.volumes()).with(layers);
        return known.with(told.with(now, raid, volumes))
                .disagreeing(seen.disagreements())
                .disagreeing(sets.disagreements());
    }

    private static Optional<DiskFacts> told(List<DiskFacts> disks, DiskDrive drive) {
        return disks.stream().filter(disk -> disk.path().equals(drive.image())).findFirst();
    }

    static void close(List<DiskImage> images) {
        for (DiskImage image : images) {
            try {
                image.close();
            } catch (IOException onlyRead) {
                // There is nothing that closing could lose.
                continue;
            }
        }
    }
}
