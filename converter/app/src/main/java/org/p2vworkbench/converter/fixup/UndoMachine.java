package org.p2vworkbench.converter.fixup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.p2vworkbench.converter.failure.NotConvertibleException;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.fixups.appliance.ApplianceException;
import org.p2vworkbench.fixups.appliance.GuestDrive;
import org.p2vworkbench.fixups.appliance.GuestReadException;
import org.p2vworkbench.fixups.appliance.VolumeKey;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.plan.Undo;
import org.p2vworkbench.fixups.repair.GuestUndo;

/**
 * Takes a machine's repair back. While nobody wrote to its layers since, they are dropped, and the disks are byte for
 * byte what was copied. Otherwise each change is taken back in the guest.
 */
public final class UndoMachine {

    private final FixupTarget target;
    private final List<VolumeKey> keys;
    private final Consumer<String> story;

    /** @param keys of the guest's encrypted volumes; needed only when it has run since */
    public UndoMachine(FixupTarget target, List<VolumeKey> keys, Consumer<String> story) {
        this.target = target;
        this.keys = List.copyOf(keys);
        this.story = story;
    }

    /**
     * How it went.
     *
     * @param droppedLayers whether the disks are what was copied again, byte for byte
     * @param left what was left as it is, a sentence each
     */
    public record Undone(boolean droppedLayers, int changes, List<String> left) {}

    public Undone run() throws IOException {
        FixupRecord record = target.folder()
                .record()
                .orElseThrow(() -> new RefusedException(
                        target.name(), "was not repaired, so there is nothing to take back", "See 'p2v show'."));
        boolean asLeft = asLeft(record);
        List<String> left = asLeft ? dropLayers() : takeBack(record);
        target.folder().clear();
        target.pickUp();
        return new Undone(asLeft, record.changes().size(), left);
    }

    private boolean asLeft(FixupRecord record) throws IOException {
        for (RepairDisk disk : target.disks()) {
            String hash = record.layers().get(disk.name());
            if (hash == null
                    || !Files.exists(disk.image())
                    || !Content.of(disk.image()).sha256().equals(hash)) {
                return false;
            }
        }
        return true;
    }

    private List<String> dropLayers() throws IOException {
        for (RepairDisk disk : target.disks()) {
            if (target.bareImages()) {
                Files.delete(disk.image());
                continue;
            }
            try (WorkingLayer empty =
                    WorkingLayer.over(target.work(), disk.name(), disk.base().orElseThrow(), disk.format())) {
                empty.become(disk.image());
            }
        }
        return List.of();
    }

    private List<String> takeBack(FixupRecord record) throws IOException {
        story.accept("%s has run since the repair; each change is taken back by itself".formatted(target.name()));
        List<Undo> steps = target.folder().steps();
        List<WorkingLayer> layers = new ArrayList<>();
        try {
            for (RepairDisk disk : target.disks()) {
                layers.add(WorkingLayer.over(target.work(), disk.name(), disk.current(), disk.currentFormat()));
            }
            List<GuestDrive> drives =
                    layers.stream().map(layer -> GuestDrive.layer(layer.file())).toList();
            String root = Optional.ofNullable(record.guest().get("root")).orElse("/dev/sda1");
            List<String> left = GuestUndo.run(drives, root, keys, steps, target.folder()::original, story);
            for (int i = 0; i < layers.size(); i++) {
                Optional<Path> ledger = target.disks().get(i).ledger();
                if (ledger.isPresent()) {
                    new RewrittenChunks(layers.get(i).file(), ledger.get()).enter();
                }
                layers.get(i).sink();
            }
            return left;
        } catch (ApplianceException absent) {
            throw new RefusedException("appliance", absent.getMessage(), absent.next(), absent);
        } catch (GuestReadException unreadable) {
            throw new NotConvertibleException(target.name(), unreadable.getMessage(), unreadable.next(), unreadable);
        } finally {
            for (WorkingLayer layer : layers) {
                layer.close();
            }
        }
    }
}
