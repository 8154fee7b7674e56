package org.p2vworkbench.fixups.repair;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.p2vworkbench.fixups.appliance.GuestDrive;
import org.p2vworkbench.fixups.appliance.GuestReadException;
import org.p2vworkbench.fixups.appliance.GuestRoot;
import org.p2vworkbench.fixups.appliance.GuestSession;
import org.p2vworkbench.fixups.appliance.MountedGuest;
import org.p2vworkbench.fixups.appliance.VolumeKey;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.guest.GuestEntry;
import org.p2vworkbench.fixups.guest.GuestWriter;
import org.p2vworkbench.fixups.plan.Undo;
import org.p2vworkbench.fixups.registry.RegistryName;

/**
 * Takes a repair back in a guest that has run since. What somebody else changed after the repair is left as it is, and
 * said.
 */
public final class GuestUndo {

    private final GuestWriter guest;
    private final Kept kept;
    private final List<String> left = new ArrayList<>();
    private final Map<String, Boolean> decided = new HashMap<>();
    private final Map<String, List<RegistryName>> toRemove = new LinkedHashMap<>();

    /** The bytes that were there before the repair. */
    public interface Kept {
        Content original(String name) throws IOException;
    }

    GuestUndo(GuestWriter guest, Kept kept) {
        this.guest = guest;
        this.kept = kept;
    }

    /**
     * @param root the device of the system that was repaired
     * @param keys of its encrypted volumes
     * @throws GuestReadException when that system is not there
     * @return what was left as it is, and why, a sentence each
     */
    public static List<String> run(
            List<GuestDrive> drives,
            String root,
            List<VolumeKey> keys,
            List<Undo> steps,
            Kept kept,
            Consumer<String> story)
            throws IOException {
        story.accept("starting the appliance, about 25 s without KVM");
        try (GuestSession session = GuestSession.open(drives, keys, story)) {
            Optional<GuestRoot> system = session.roots().stream()
                    .filter(each -> each.device().equals(root))
                    .findFirst();
            if (system.isEmpty()) {
                throw GuestReadException.noSystem(root, session.locked());
            }
            try (MountedGuest guest = session.mountForRepair(system.get())) {
                return new GuestUndo(guest, kept).take(steps);
            }
        }
    }

    List<String> take(List<Undo> steps) throws IOException {
        for (Undo step : steps) {
            take(step);
        }
        guest.commitHives();
        // A hive is copied out and in for this, so that is done once.
        for (Map.Entry<String, List<RegistryName>> hive : toRemove.entrySet()) {
            guest.removeValues(hive.getKey(), hive.getValue());
        }
        return List.copyOf(left);
    }

    private void take(Undo step) throws IOException {
        if (step instanceof Undo.Several several) {
            for (Undo each : several.steps()) {
                take(each);
            }
        } else if (step instanceof Undo.RestoreFile file) {
            if (asLeft(file.path(), file.leftSha256())) {
                guest.write(file.path(), kept.original(file.original()));
            }
        } else if (step instanceof Undo.RemoveFile file) {
            if (guest.look(file.path()).isPresent() && asLeft(file.path(), file.leftSha256())) {
                guest.remove(file.path());
            }
        } else if (step instanceof Undo.RecreateFile file) {
            if (guest.look(file.path()).isEmpty()) {
                guest.create(file.path(), kept.original(file.original()), file.mode());
            } else {
                left.add(file.path() + " was made again since the repair; it stays.");
            }
        } else if (step instanceof Undo.RecreateLink link) {
            if (guest.look(link.path()).isPresent()) {
                guest.remove(link.path());
            }
            guest.link(link.path(), link.target());
        } else if (step instanceof Undo.RestoreValue value) {
            guest.setValue(value.hive(), value.key(), value.name(), value.type(), value.data());
        } else if (step instanceof Undo.RemoveValue value) {
            toRemove.computeIfAbsent(value.hive(), first -> new ArrayList<>())
                    .add(new RegistryName(value.key(), value.name()));
        } else if (step instanceof Undo.RemoveKey key) {
            guest.deleteKey(key.hive(), key.key());
        } else if (step instanceof Undo.RestoreSectors sectors) {
            restore(sectors);
        }
    }

    private void restore(Undo.RestoreSectors sectors) throws IOException {
        byte[] now = guest.readDevice(sectors.device(), sectors.offset(), sectors.left().length);
        if (Arrays.equals(now, sectors.left())) {
            guest.writeDevice(sectors.device(), sectors.offset(), sectors.before());
        } else if (!Arrays.equals(now, sectors.before())) {
            left.add(
                    "%s at 0x%x was changed since the repair; it stays.".formatted(sectors.device(), sectors.offset()));
        }
    }

    /** Whether a file is as the repair left it; the last change of it, which is taken back first, decides. */
    private boolean asLeft(String path, String leftSha256) throws IOException {
        Boolean known = decided.get(path);
        if (known != null) {
            return known;
        }
        boolean asLeft = leftSha256.isEmpty() || isNow(path, leftSha256);
        decided.put(path, asLeft);
        return asLeft;
    }

    private boolean isNow(String path, String sha256) throws IOException {
        Optional<GuestEntry> there = guest.find(path);
        if (there.isEmpty() || there.get().kind() != GuestEntry.Kind.FILE) {
            left.add(path + " is gone since the repair; it stays so.");
            return false;
        }
        if (!guest.read(path).sha256().equals(sha256)) {
            left.add(path + " was changed since the repair; it stays as it is now.");
            return false;
        }
        return true;
    }
}
