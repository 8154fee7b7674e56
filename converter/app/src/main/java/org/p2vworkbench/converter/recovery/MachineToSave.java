package org.p2vworkbench.converter.recovery;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.converter.convert.FlattenMachine;
import org.p2vworkbench.converter.convert.MachinePlan;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.converter.ledger.LedgerCheck;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.converter.store.MachineFolder;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.FolderSiblings;
import org.p2vworkbench.disks.image.ImageFormats;
import org.p2vworkbench.disks.image.raw.HoleMap;
import org.p2vworkbench.reports.MigrationReport;

/** The open disks of a machine, and what else is known of it. Closing it closes them. */
public final class MachineToSave implements Closeable {

    private final String name;
    private final List<DiskImage> open = new ArrayList<>();
    private final List<SetDisk> disks = new ArrayList<>();
    private final Map<String, Path> papers = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    private MachineToSave(String name) {
        this.name = name;
    }

    /**
     * A machine of the store: the pristine copies of its disks, as the old machine was. Repairs were made for the new
     * machine, and would be in the way of the old one.
     */
    public static MachineToSave of(MachineFolder folder, HoleMap holes) throws IOException {
        if (!folder.isFinished() || FlattenMachine.isHalfDone(folder)) {
            throw new RefusedException(
                    folder.path().toString(),
                    "is not converted to its end, and its disks hold only a part",
                    "Run the same 'p2v convert', 'p2v migrate' or 'p2v flatten' again; it goes on where it stopped.");
        }
        MachineToSave machine = new MachineToSave(folder.name());
        try {
            MigrationReport report = JsonText.read(folder.reportJson(), MigrationReport.class);
            for (MachinePlan.DiskPlan disk : MachinePlan.of(folder).disks()) {
                machine.copy(folder, disk, report, holes);
            }
            machine.paper("p2v-inventory.json", folder.inventoryJson());
            machine.paper("p2v-machine.json", folder.machineJson());
            machine.paper("p2v-report.json", folder.reportJson());
            machine.paper("p2v-report.html", folder.reportHtml());
            return machine;
        } catch (IOException | RuntimeException failed) {
            machine.close();
            throw failed;
        }
    }

    /** A machine of which there are images. */
    public static MachineToSave of(MachineSource source) throws IOException {
        MachineToSave machine = new MachineToSave(source.name());
        try {
            for (SourceDisk disk : source.disks()) {
                DiskImage image = disk.open();
                machine.open.add(image);
                machine.disks.add(new SetDisk(disk.name(), image, Optional.empty(), 0));
            }
            return machine;
        } catch (IOException | RuntimeException failed) {
            machine.close();
            throw failed;
        }
    }

    private void copy(MachineFolder folder, MachinePlan.DiskPlan disk, MigrationReport report, HoleMap holes)
            throws IOException {
        Path kept = folder.disks().resolve(disk.name() + ".base.qcow2");
        boolean flat = !disk.layered() && Files.exists(kept) && Files.exists(folder.ledgerOfBase(disk.name()));
        Path image = flat ? kept : disk.copy();
        Path ledger = flat ? folder.ledgerOfBase(disk.name()) : folder.ledger(disk.name());
        if (!disk.layered()
                && !flat
                && Files.exists(folder.path().resolve("fixups").resolve("changes.json"))) {
            warnings.add(disk.name() + ": no pristine copy is kept of it; the set holds it as it was repaired.");
        }
        open.add(ImageFormats.all()
                .open(FolderSiblings.named(image, false, holes), Optional.of(flat ? "qcow2" : disk.imageFormat())));
        long lost = report.disks().stream()
                .filter(one -> one.name().equals(disk.name()))
                .flatMap(one -> one.lost().stream())
                .mapToLong(MigrationReport.Lost::length)
                .sum();
        if (lost > 0) {
            warnings.add("%s: %d bytes of it could not be read when it was copied and are zeros."
                    .formatted(disk.name(), lost));
        }
        disks.add(new SetDisk(
                disk.name(), open.get(open.size() - 1), Optional.of(LedgerCheck.recordedRoot(ledger)), lost));
    }

    private void paper(String as, Path file) {
        if (Files.isRegularFile(file)) {
            papers.put(as, file);
        }
    }

    public String name() {
        return name;
    }

    public List<SetDisk> disks() {
        return List.copyOf(disks);
    }

    /** What is known of the machine, by the name it gets in a set. */
    public Map<String, Path> papers() {
        return new LinkedHashMap<>(papers);
    }

    /** What of the disks is not as it was. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    public boolean lossy() {
        return disks.stream().anyMatch(disk -> disk.lostBytes() > 0);
    }

    @Override
    public void close() throws IOException {
        for (DiskImage image : open) {
            image.close();
        }
    }
}
