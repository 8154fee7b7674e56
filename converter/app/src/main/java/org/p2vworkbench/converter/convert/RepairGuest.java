package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.p2vworkbench.converter.fixup.FixupFolder;
import org.p2vworkbench.converter.fixup.FixupRecord;
import org.p2vworkbench.converter.fixup.RepairMachine;
import org.p2vworkbench.converter.process.SparseMap;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.FolderSiblings;
import org.p2vworkbench.disks.image.ImageFormats;
import org.p2vworkbench.disks.layers.Layer;
import org.p2vworkbench.disks.layers.MachineLayers;
import org.p2vworkbench.disks.raid.detect.RaidDetective;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.fixups.plan.MachineFacts;
import org.p2vworkbench.fixups.repair.RepairOptions;

/**
 * The step that repairs the guest of copied disks. A machine that is not finished was never booted, so what an earlier
 * run left over its copies is made anew.
 */
final class RepairGuest {

    /** What nobody's system lies on. */
    private static final Set<String> NO_SYSTEM = Set.of("swap", "iso9660", "udf", "squashfs");

    private final MachinePlan plan;
    private final MachineFolder folder;
    private final ConvertOptions options;
    private final MachineFacts facts;
    private final String program;
    private final Clock clock;
    private final Consumer<String> story;

    RepairGuest(
            MachinePlan plan,
            MachineFolder folder,
            ConvertOptions options,
            MachineFacts facts,
            String program,
            Clock clock,
            Consumer<String> story) {
        this.plan = plan;
        this.folder = folder;
        this.options = options;
        this.facts = facts;
        this.program = program;
        this.clock = clock;
        this.story = story;
    }

    /** Empty when nobody wants it, or there is nothing on the disks that could be a guest. */
    Optional<FixupRecord> run() throws IOException {
        forgetEarlier();
        if (options.repair().isEmpty() || !mayHoldSystem()) {
            return Optional.empty();
        }
        RepairOptions wishes = options.repair().get().of(facts);
        KeepInventory inventory = new KeepInventory(folder, program, clock);
        List<String> disks =
                plan.disks().stream().map(MachinePlan.DiskPlan::name).toList();
        return Optional.of(new RepairMachine(RepairTargets.of(plan, folder), wishes, program, clock, story)
                .telling(repair -> inventory.ofGuest(repair, disks))
                .run());
    }

    private void forgetEarlier() throws IOException {
        FixupFolder fixups = new FixupFolder(folder.path());
        if (fixups.record().isPresent() && plan.disks().stream().allMatch(MachinePlan.DiskPlan::layered)) {
            for (MachinePlan.DiskPlan disk : plan.disks()) {
                Files.deleteIfExists(disk.image());
            }
            fixups.clear();
        }
    }

    /** Whether it is worth to start the appliance, which takes longer than copying a small disk. */
    private boolean mayHoldSystem() throws IOException {
        List<DiskImage> open = new ArrayList<>();
        try {
            List<RaidDisk> disks = new ArrayList<>();
            for (MachinePlan.DiskPlan disk : plan.disks()) {
                DiskImage image = ImageFormats.all()
                        .open(
                                FolderSiblings.named(disk.copy(), false, new SparseMap()),
                                Optional.of(disk.imageFormat()));
                open.add(image);
                disks.add(new RaidDisk(disk.name(), image, Optional.empty(), Optional.empty(), true));
            }
            return MachineLayers.of(disks, RaidDetective.ofGuests()).disks().stream()
                    .anyMatch(RepairGuest::mayHoldSystem);
        } finally {
            for (DiskImage image : open) {
                image.close();
            }
        }
    }

    private static boolean mayHoldSystem(Layer layer) {
        return (layer.kind() == Layer.Kind.FILESYSTEM && !NO_SYSTEM.contains(layer.type()))
                || layer.children().stream().anyMatch(RepairGuest::mayHoldSystem);
    }
}
