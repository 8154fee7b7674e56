package org.p2vworkbench.fixups.appliance;

import com.redhat.et.libguestfs.GuestFS;
import com.redhat.et.libguestfs.LibGuestFSException;
import com.redhat.et.libguestfs.StatVFS;
import com.redhat.et.libguestfs.XAttr;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.p2vworkbench.fixups.guest.CommandOutcome;
import org.p2vworkbench.fixups.guest.CommandOutcome.Ending;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.guest.DeviceRun;
import org.p2vworkbench.fixups.guest.GuestCommand;
import org.p2vworkbench.fixups.guest.GuestEntry;
import org.p2vworkbench.fixups.guest.GuestVolume;
import org.p2vworkbench.fixups.guest.GuestWriter;
import org.p2vworkbench.fixups.registry.RegistryName;
import org.p2vworkbench.fixups.registry.ValueRemoval;

/**
 * A guest mounted for repair. A path with a device before it, {@code sda1:/EFI/Boot}, is on that volume, which is mounted
 * when it is first asked for; so what the guest itself does not mount can be reached, an EFI system partition for one.
 */
public final class MountedGuest implements GuestWriter, Closeable {

    private final GuestFS handle;
    private final FolderListing listing;
    private final HiveSession hives;
    private final GuestTransfer transfer;
    private final GuestPlaces places;
    private final SortedMap<String, String> mountpoints;
    private final List<GuestVolume> volumes;

    /** @param mountpoints guest path to device */
    MountedGuest(GuestFS handle, GuestPlaces places, SortedMap<String, String> mountpoints, List<GuestVolume> volumes)
            throws IOException {
        this.handle = handle;
        this.listing = new FolderListing(handle);
        this.hives = new HiveSession(handle);
        this.transfer = new GuestTransfer(handle);
        this.places = places;
        this.mountpoints = new TreeMap<>(mountpoints);
        this.volumes = List.copyOf(volumes);
    }

    /** One question where no link is at the path's end: each costs its way to the appliance. */
    @Override
    public Optional<GuestEntry> find(String path) throws IOException {
        Optional<GuestEntry> there = look(path);
        if (there.isEmpty() || there.get().kind() != GuestEntry.Kind.LINK) {
            return there;
        }
        Optional<String> real = resolve(path);
        return real.isEmpty() ? Optional.empty() : Optional.of(GuestCalls.ask(path, () -> listing.entry(real.get())));
    }

    private Optional<String> resolve(String path) throws IOException {
        String place = places.of(path);
        try {
            return Optional.of(handle.realpath(place));
        } catch (LibGuestFSException failure) {
            if (GuestCalls.saysNothingIsThere(failure)) {
                return Optional.empty();
            }
            throw GuestCalls.unusable(path, failure);
        }
    }

    @Override
    public Optional<GuestEntry> look(String path) throws IOException {
        String place = places.of(path);
        try {
            return Optional.of(listing.entry(place));
        } catch (LibGuestFSException failure) {
            if (GuestCalls.saysNothingIsThere(failure)) {
                return Optional.empty();
            }
            throw GuestCalls.unusable(path, failure);
        }
    }

    @Override
    public List<String> names(String folder) throws IOException {
        Optional<String> real = resolve(folder);
        if (real.isEmpty()) {
            return List.of();
        }
        try {
            return listing.names(real.get()).stream()
                    .filter(GuestName::canBeAskedFor)
                    .sorted()
                    .toList();
        } catch (LibGuestFSException failure) {
            if (GuestCalls.saysNothingIsThere(failure)) {
                return List.of();
            }
            throw GuestCalls.unusable(folder, failure);
        }
    }

    @Override
    public Content read(String file) throws IOException {
        if (!isFile(file)) {
            // The appliance would wait for the other end of a pipe, and so would we.
            throw new GuestReadException(
                    file + " is no ordinary file", "look at it on the source; '--no-fixup' converts without it.", null);
        }
        return transfer.read(file, places.of(file));
    }

    @Override
    public byte[] readPart(String file, long offset, int length) throws IOException {
        return transfer.part(places.of(file), offset, length);
    }

    @Override
    public List<GuestVolume> volumes() {
        return volumes;
    }

    @Override
    public SortedMap<String, String> mountpoints() {
        return new TreeMap<>(mountpoints);
    }

    @Override
    public long freeBytes(String path) throws IOException {
        String place = places.of(path);
        StatVFS free = GuestCalls.ask(path, () -> handle.statvfs(place));
        return free.bavail * free.bsize;
    }

    @Override
    public byte[] readDevice(String device, long offset, int length) throws IOException {
        return transfer.part(device, offset, length);
    }

    @Override
    public void writeDevice(String device, long offset, byte[] bytes) throws IOException {
        int written = GuestCalls.ask(device, () -> handle.pwrite_device(device, bytes, offset));
        if (written != bytes.length) {
            throw new GuestReadException(
                    "%s took %d of %d bytes at 0x%x".formatted(device, written, bytes.length, offset),
                    "see how much room the machine folder's disk has, and run the same command again.",
                    null);
        }
    }

    @Override
    public void write(String file, Content content) throws IOException {
        transfer.put(places.toChange(file), content);
    }

    @Override
    public void create(String file, Content content, int mode) throws IOException {
        String place = places.toChange(file);
        transfer.put(place, content);
        if (!places.caseIgnored()) {
            GuestCalls.order(file, () -> handle.chmod(mode, place));
            labelLikeFolder(place);
        }
    }

    /** A file without a label cannot be read by a service that SELinux confines. */
    private void labelLikeFolder(String place) throws IOException {
        String folder = place.substring(0, Math.max(1, place.lastIndexOf('/')));
        try {
            for (XAttr attribute : handle.lgetxattrs(folder)) {
                if (attribute.attrname.equals("security.selinux")) {
                    handle.lsetxattr(attribute.attrname, attribute.attrval, attribute.attrval.length(), place);
                }
            }
        } catch (LibGuestFSException failure) {
            throw GuestCalls.unusable(place, failure);
        }
    }

    @Override
    public void createFolder(String folder, int mode) throws IOException {
        if (isFolder(folder)) {
            return;
        }
        int slash = folder.lastIndexOf('/');
        createFolder(
                slash <= 0 || folder.charAt(slash - 1) == ':'
                        ? folder.substring(0, slash + 1)
                        : folder.substring(0, slash),
                mode);
        String place = places.toChange(folder);
        GuestCalls.order(folder, () -> handle.mkdir_mode(place, mode));
        if (!places.caseIgnored()) {
            labelLikeFolder(place);
        }
    }

    @Override
    public void link(String path, String target) throws IOException {
        String place = places.toChange(path);
        GuestCalls.order(path, () -> handle.ln_s(target, place));
    }

    @Override
    public void remove(String path) throws IOException {
        String place = places.toChange(path);
        boolean folder = look(path)
                .filter(entry -> entry.kind() == GuestEntry.Kind.FOLDER)
                .isPresent();
        if (folder) {
            GuestCalls.order(path, () -> handle.rmdir(place));
        } else {
            GuestCalls.order(path, () -> handle.rm(place));
        }
    }

    @Override
    public CommandOutcome run(GuestCommand command) throws IOException {
        try (Watchdog watchdog = GuestCalls.ask("the appliance", () -> new Watchdog(handle, command.limit()))) {
            try {
                return new CommandOutcome(
                        Ending.SUCCESS, handle.command(command.words().toArray(String[]::new)));
            } catch (LibGuestFSException failure) {
                return new CommandOutcome(
                        watchdog.fired() ? Ending.HUNG : Ending.FAILURE, String.valueOf(failure.getMessage()));
            }
        }
    }

    @Override
    public void discardSession(List<DeviceRun> journal) throws IOException {
        String device = mountpoints.get("/");
        GuestCalls.order(device, () -> new NtfsReset(handle, device, places.root()).run(journal));
        places.becameWritable();
    }

    @Override
    public void setValue(String hive, String key, String name, int type, byte[] data) throws IOException {
        String place = places.toChange(hive);
        GuestCalls.order(hive, () -> hives.setValue(place, key, name, type, data));
    }

    @Override
    public void deleteKey(String hive, String key) throws IOException {
        String place = places.toChange(hive);
        GuestCalls.order(hive, () -> hives.deleteKey(place, key));
    }

    @Override
    public void commitHives() throws IOException {
        GuestCalls.order("the registry", hives::commit);
    }

    @Override
    public void removeValues(String hive, List<RegistryName> values) throws IOException {
        transfer.rewrite(places.toChange(hive), copy -> ValueRemoval.from(copy, values));
    }

    /** Writes all to the disks, and lets go of the filesystems. */
    @Override
    public void close() throws IOException {
        try {
            GuestCalls.order("the filesystems", places::letGo);
        } finally {
            transfer.close();
        }
    }
}
