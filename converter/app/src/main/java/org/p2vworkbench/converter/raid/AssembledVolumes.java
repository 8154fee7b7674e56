package org.p2vworkbench.converter.raid;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.p2vworkbench.converter.files.DiskAssembly;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.detect.RaidDetective;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidSet;

/** What the old machine saw through its controllers. Sets of Linux md stay members: whoever looks inside reads them. */
public final class AssembledVolumes implements DiskAssembly {

    private final boolean degradedAllowed;
    private final Consumer<String> story;

    public AssembledVolumes(boolean degradedAllowed, Consumer<String> story) {
        this.degradedAllowed = degradedAllowed;
        this.story = story;
    }

    @Override
    public List<BlockSource> assemble(List<BlockSource> members) throws IOException {
        List<RaidDisk> disks = members.stream().map(RaidDisk::of).toList();
        List<BlockSource> volumes = new ArrayList<>();
        Set<RaidDisk> taken = new HashSet<>();
        for (RaidSet set : RaidDetective.cautious().detect(disks).sets()) {
            boolean whole = set.disks().size() > 1 && disks.containsAll(set.disks());
            if (whole && !set.format().startsWith("md-")) {
                story.accept("%s set by %s over %d disks"
                        .formatted(
                                set.level().label(), set.format(), set.disks().size()));
                volumes.add(ChosenSet.volume(set, degradedAllowed, false));
                taken.addAll(set.disks());
            }
        }
        disks.stream().filter(disk -> !taken.contains(disk)).forEach(disk -> volumes.add(disk.bytes()));
        return volumes;
    }
}
