package org.p2vworkbench.converter.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.converter.hardware.DiskDrive;
import org.p2vworkbench.converter.hardware.DriveAddress;
import org.p2vworkbench.converter.process.SparseMap;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.converter.store.MachineRecord;
import org.p2vworkbench.converter.survey.MachineSurvey;
import org.p2vworkbench.converter.survey.SeenGuest;
import org.p2vworkbench.disks.image.FolderSiblings;
import org.p2vworkbench.disks.image.ImageFormats;
import org.p2vworkbench.fixups.repair.Repair;
import org.p2vworkbench.reports.inventory.Inventory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The step that keeps what the machine was and what its disks are now, for reports. That it cannot be written down is no
 * reason to fail: the machine is converted without it.
 */
final class KeepInventory {

    private static final Logger LOG = LoggerFactory.getLogger(KeepInventory.class);

    private final MachineFolder folder;
    private final String program;
    private final Clock clock;

    KeepInventory(MachineFolder folder, String program, Clock clock) {
        this.folder = folder;
        this.program = program;
        this.clock = clock;
    }

    /** Of a machine with an agent more is known, and kept by who asks it. */
    void ofSource(MachineSource source) {
        quietly(() -> {
            if (!source.input().startsWith("ssh:") && !Files.exists(folder.inventoryJson())) {
                MachineSurvey.keep(new MachineSurvey(source, clock).ofImages(program), folder);
            }
        });
    }

    void ofGuest(Repair repair, List<String> disks) {
        quietly(() -> {
            Optional<Inventory> known = MachineSurvey.kept(folder);
            if (known.isPresent()) {
                MachineSurvey.keep(new SeenGuest(repair, disks, clock).into(known.get()), folder);
            }
        });
    }

    void ofCopies(MachineRecord record, List<MachinePlan.DiskPlan> copies) {
        quietly(() -> {
            List<SourceDisk> disks = new ArrayList<>();
            List<DiskDrive> drives = new ArrayList<>();
            for (MachinePlan.DiskPlan copy : copies) {
                drives.add(new DiskDrive(DriveAddress.UNKNOWN, copy.image().toString()));
                disks.add(new SourceDisk(copy.name(), DriveAddress.UNKNOWN, () -> ImageFormats.all()
                        .open(
                                FolderSiblings.named(copy.copy(), false, new SparseMap()),
                                Optional.of(copy.imageFormat()))));
            }
            MachineSource source = new MachineSource(
                    record.machine(),
                    record.input(),
                    record.hardware().withDisks(drives),
                    disks,
                    List.of(),
                    MachineSource.IntegrityCheck.NOTHING_TO_COMPARE,
                    Set.of());
            MachineSurvey.keepLayout(new MachineSurvey(source, clock).ofImages(program), folder);
        });
    }

    /** One of the things above. */
    private interface Step {
        void run() throws IOException;
    }

    private void quietly(Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException trouble) {
            LOG.info("machine={} not written down for reports: {}", folder.name(), trouble.getMessage());
            LOG.debug("machine={} why", folder.name(), trouble);
        }
    }
}
