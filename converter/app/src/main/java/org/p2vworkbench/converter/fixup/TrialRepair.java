package org.p2vworkbench.converter.fixup;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.p2vworkbench.converter.failure.NotConvertibleException;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.nbdexport.NbdExport;
import org.p2vworkbench.converter.nbdexport.ThrowAwayLayer;
import org.p2vworkbench.converter.process.RunFolder;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.fixups.appliance.ApplianceException;
import org.p2vworkbench.fixups.appliance.GuestDrive;
import org.p2vworkbench.fixups.appliance.GuestReadException;
import org.p2vworkbench.fixups.plan.Finding;
import org.p2vworkbench.fixups.plan.RepairException;
import org.p2vworkbench.fixups.repair.GuestRepair;
import org.p2vworkbench.fixups.repair.Repair;
import org.p2vworkbench.fixups.repair.RepairOptions;

/** Finds out what a guest needs, whatever its disks are and wherever they are: in layers that are thrown away. */
public final class TrialRepair {

    private final String machine;
    private final RepairOptions options;
    private final Consumer<String> story;

    public TrialRepair(String machine, RepairOptions options, Consumer<String> story) {
        this.machine = machine;
        this.options = options;
        this.story = story;
    }

    /** @param disks in the machine's order; they stay open */
    public Repair plan(List<? extends BlockSource> disks) throws IOException {
        Deque<Closeable> open = new ArrayDeque<>();
        Path folder = RunFolder.temporary("trial");
        open.push(() -> Files.delete(folder));
        try {
            List<GuestDrive> drives = new ArrayList<>();
            for (BlockSource disk : disks) {
                NbdExport export = NbdExport.of(disk);
                open.push(export);
                ThrowAwayLayer layer =
                        ThrowAwayLayer.over(export, folder.resolve("disk%d.qcow2".formatted(drives.size())));
                open.push(layer);
                drives.add(GuestDrive.layer(layer.image()));
            }
            return done(drives, GuestRepair::plan);
        } finally {
            while (!open.isEmpty()) {
                open.pop().close();
            }
        }
    }

    /**
     * Repairs the guest, with nothing kept to take it back: the layers are its alone.
     *
     * @throws NotConvertibleException when something in the guest forbids it, and says what
     */
    public Repair apply(List<Path> layers) throws IOException {
        List<GuestDrive> drives = layers.stream().map(GuestDrive::layer).toList();
        Repair repair =
                done(drives, guest -> guest.apply((path, original) -> path).repair());
        Optional<Finding> blocker = repair.blocker();
        if (blocker.isPresent()) {
            throw new NotConvertibleException(
                    machine, blocker.get().text(), blocker.get().remedy());
        }
        return repair;
    }

    /** What is done with a guest. */
    private interface Work {
        Repair of(GuestRepair guest) throws IOException;
    }

    private Repair done(List<GuestDrive> drives, Work work) throws IOException {
        try (VirtioDisc disc = VirtioDisc.of(options)) {
            return work.of(new GuestRepair(drives, disc.options(), new HostGrub(), story));
        } catch (ApplianceException absent) {
            throw new RefusedException("appliance", absent.getMessage(), absent.next(), absent);
        } catch (GuestReadException unreadable) {
            throw new NotConvertibleException(machine, unreadable.getMessage(), unreadable.next(), unreadable);
        } catch (RepairException failed) {
            throw new NotConvertibleException(machine, failed.getMessage(), failed.next(), failed);
        }
    }
}
