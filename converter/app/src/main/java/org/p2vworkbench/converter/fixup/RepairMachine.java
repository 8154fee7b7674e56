package org.p2vworkbench.converter.fixup;

import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.p2vworkbench.converter.failure.NotConvertibleException;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.fixups.appliance.ApplianceException;
import org.p2vworkbench.fixups.appliance.GuestDrive;
import org.p2vworkbench.fixups.appliance.GuestReadException;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.plan.Finding;
import org.p2vworkbench.fixups.plan.RepairException;
import org.p2vworkbench.fixups.repair.GuestRepair;
import org.p2vworkbench.fixups.repair.Repair;
import org.p2vworkbench.fixups.repair.RepairOptions;

/**
 * Repairs the guest of one machine: in working layers over its disks, which are kept when all went well and are gone
 * otherwise. What is below is never written, unless the image stands alone.
 */
public final class RepairMachine {

    private final FixupTarget target;
    private final List<RepairDisk> disks;
    private final FixupFolder folder;
    private final RepairOptions options;
    private final String program;
    private final Clock clock;
    private final Consumer<String> story;

    private Consumer<Repair> listener = repair -> {};

    /** @param program name and version, for the record */
    public RepairMachine(
            FixupTarget target, RepairOptions options, String program, Clock clock, Consumer<String> story) {
        this.target = target;
        this.disks = target.disks();
        this.folder = target.folder();
        this.options = options;
        this.program = program;
        this.clock = clock;
        this.story = story;
    }

    /** Whoever wants to know what the guest is, beyond what is recorded. */
    public RepairMachine telling(Consumer<Repair> whoever) {
        listener = whoever;
        return this;
    }

    /** @throws NotConvertibleException when something in the guest forbids it, and says what */
    public FixupRecord run() throws IOException {
        target.layDown();
        try (Layers layers = new Layers()) {
            FixupFolder.UndoDraft undo = folder.draft();
            GuestRepair.Done done = apply(layers, undo);
            Optional<Finding> blocker = done.repair().blocker();
            if (blocker.isPresent()) {
                folder.discard(undo);
                throw new NotConvertibleException(
                        target.name(), blocker.get().text(), blocker.get().remedy());
            }
            boolean changed = !done.repair().plan().changes().isEmpty();
            if (changed) {
                undo.add(done.repair().papers());
                undo.finish(done.undo());
                layers.keep();
            } else {
                folder.discard(undo);
                layers.keepFresh();
            }
            FixupRecord record = record(done.repair());
            folder.write(record);
            listener.accept(done.repair());
            return record;
        } finally {
            target.pickUp();
        }
    }

    private GuestRepair.Done apply(Layers layers, FixupFolder.UndoDraft undo) throws IOException {
        try (VirtioDisc disc = VirtioDisc.of(options)) {
            return new GuestRepair(layers.drives(), disc.options(), new HostGrub(), story).apply(undo);
        } catch (ApplianceException absent) {
            throw new RefusedException("appliance", absent.getMessage(), absent.next() + " Or add --no-fixup.", absent);
        } catch (GuestReadException unreadable) {
            throw new NotConvertibleException(target.name(), unreadable.getMessage(), unreadable.next(), unreadable);
        } catch (RepairException failed) {
            throw new NotConvertibleException(target.name(), failed.getMessage(), failed.next(), failed);
        }
    }

    private FixupRecord record(Repair repair) throws IOException {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (RepairDisk disk : disks) {
            if (disk.base().isPresent()) {
                hashes.put(disk.name(), Content.of(disk.image()).sha256());
            }
        }
        FixupRecord now = FixupRecord.of(
                repair, program, clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(), hashes);
        Optional<FixupRecord> before = folder.record();
        return before.isPresent() ? now.after(before.get()) : now;
    }

    /** The working layers of all disks, dropped unless they are kept. */
    private final class Layers implements Closeable {

        private final List<WorkingLayer> layers = new ArrayList<>();
        private final List<Boolean> fresh = new ArrayList<>();

        Layers() throws IOException {
            for (RepairDisk disk : disks) {
                try {
                    layers.add(WorkingLayer.over(target.work(), disk.name(), disk.current(), disk.currentFormat()));
                    fresh.add(disk.isFresh());
                } catch (IOException | RuntimeException failure) {
                    close();
                    throw failure;
                }
            }
        }

        List<GuestDrive> drives() {
            return layers.stream().map(layer -> GuestDrive.layer(layer.file())).toList();
        }

        void keep() throws IOException {
            for (int i = 0; i < disks.size(); i++) {
                RepairDisk disk = disks.get(i);
                if (fresh.get(i)) {
                    layers.get(i).become(disk.image());
                } else {
                    if (disk.ledger().isPresent()) {
                        new RewrittenChunks(layers.get(i).file(), disk.ledger().get()).enter();
                    }
                    layers.get(i).sink();
                }
            }
        }

        /** A machine boots from a layer, also when the repair had nothing to write into it. */
        void keepFresh() throws IOException {
            for (int i = 0; i < disks.size(); i++) {
                if (fresh.get(i)) {
                    layers.get(i).become(disks.get(i).image());
                }
            }
        }

        @Override
        public void close() throws IOException {
            for (WorkingLayer layer : layers) {
                layer.close();
            }
        }
    }
}
