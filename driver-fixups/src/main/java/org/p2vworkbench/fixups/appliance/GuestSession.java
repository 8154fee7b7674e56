package org.p2vworkbench.fixups.appliance;

import com.redhat.et.libguestfs.GuestFS;
import com.redhat.et.libguestfs.LibGuestFSException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.p2vworkbench.fixups.guest.GuestEntry;
import org.p2vworkbench.fixups.guest.GuestVolume;

/**
 * An appliance with a machine's drives in it. Starting one costs as much as everything else together, so all that is
 * wanted of a machine is done in one session.
 *
 * <p>What may be binary is written by the library to a file and never returned as a String: the binding ends those at
 * the first zero byte. The library says what went wrong in words only, which is why some are looked for here.
 */
public final class GuestSession implements GuestFiles {

    /** LUKS2 may want 1 GiB to derive a key (cryptsetup(8), --pbkdf-memory), the library gives 1280 MiB in all. */
    private static final int UNLOCKING_MEBIBYTES = 2048;

    private final Appliance appliance;
    private final GuestFS handle;
    private final FolderListing listing;
    private final List<VolumeKey> keys;
    private boolean caseIgnored;
    private Optional<List<GuestVolume>> volumes = Optional.empty();
    private Optional<List<GuestFilesystem>> filesystems = Optional.empty();
    private Optional<List<GuestRoot>> roots = Optional.empty();
    private Optional<List<LockedVolume>> locked = Optional.empty();

    private GuestSession(Appliance appliance, List<VolumeKey> keys) {
        this.appliance = appliance;
        this.keys = List.copyOf(keys);
        this.handle = appliance.handle();
        this.listing = new FolderListing(handle);
    }

    /**
     * @param keys of encrypted volumes; those they fit are opened
     * @param story is told what an operator would wonder about
     */
    public static GuestSession open(List<GuestDrive> drives, List<VolumeKey> keys, Consumer<String> story)
            throws IOException {
        Appliance appliance = Appliance.launch(
                drives, keys.isEmpty() ? OptionalInt.empty() : OptionalInt.of(UNLOCKING_MEBIBYTES), story);
        GuestSession session = new GuestSession(appliance, keys);
        if (!keys.isEmpty()) {
            try {
                session.locked();
                session.useless()
                        .forEach(key -> story.accept(
                                "--key %s: no encrypted volume of this machine is called so; 'p2v inspect' lists them"
                                        .formatted(key.volume())));
            } catch (IOException failure) {
                appliance.close();
                throw failure;
            }
        }
        return session;
    }

    private List<VolumeKey> useless() throws GuestReadException {
        return EncryptedVolumes.useless(keys, volumes());
    }

    /** What keys open is open by then. */
    private List<GuestVolume> volumes() throws GuestReadException {
        if (volumes.isEmpty()) {
            volumes = Optional.of(GuestCalls.ask("the volumes", new VolumeList(handle)::all));
        }
        return volumes.get();
    }

    /** Encrypted volumes that none of the keys opens. Asks about each volume, which takes its time. */
    public List<LockedVolume> locked() throws GuestReadException {
        if (locked.isEmpty()) {
            locked = Optional.of(GuestCalls.ask("the encrypted volumes", new EncryptedVolumes(handle, keys)::open));
        }
        return locked.get();
    }

    @Override
    public List<GuestFilesystem> filesystems() throws GuestReadException {
        if (filesystems.isEmpty()) {
            filesystems = Optional.of(findFilesystems());
        }
        return filesystems.get();
    }

    /** An inspection mounts everything, which takes seconds; what is read-only does not change. */
    @Override
    public List<GuestRoot> roots() throws GuestReadException {
        if (roots.isEmpty()) {
            roots = Optional.of(findRoots());
        }
        return roots.get();
    }

    private List<GuestFilesystem> findFilesystems() throws GuestReadException {
        return GuestCalls.ask("the filesystems", () -> {
            List<GuestFilesystem> found = new ArrayList<>();
            for (Map.Entry<String, String> each : new TreeMap<>(handle.list_filesystems()).entrySet()) {
                String device = each.getKey();
                found.add(new GuestFilesystem(
                        device,
                        each.getValue(),
                        GuestCalls.orEmpty(() -> handle.vfs_label(device)),
                        handle.blockdev_getsize64(Mountable.device(device))));
            }
            return List.copyOf(found);
        });
    }

    private List<GuestRoot> findRoots() throws GuestReadException {
        List<GuestVolume> all = volumes();
        Optional<List<GuestRoot>> plain = GuestCalls.ask("the filesystems", () -> PlainLinux.find(handle, all));
        return plain.isPresent() ? List.copyOf(plain.get()) : inspected();
    }

    /** As the library has it. */
    List<GuestRoot> inspected() throws GuestReadException {
        try {
            return GuestCalls.ask("the operating systems", new LibraryInspection(handle)::roots);
        } catch (GuestReadException failure) {
            List<GuestVolume> all = volumes();
            List<GuestRoot> damaged = GuestCalls.ask("the filesystems", () -> DamagedWindows.find(handle, all));
            if (damaged.isEmpty()) {
                throw failure;
            }
            return List.copyOf(damaged);
        }
    }

    @Override
    public List<String> mount(GuestRoot root) throws GuestReadException {
        List<String> missing = new ArrayList<>();
        GuestCalls.order(root.device(), handle::umount_all);
        // A sorted map has every folder before what is mounted below it.
        for (Map.Entry<String, String> each :
                new RootMounts(handle, List.of()).of(root).entrySet()) {
            try {
                handle.mount_ro(each.getValue(), each.getKey());
            } catch (LibGuestFSException failure) {
                if (each.getKey().equals("/")) {
                    throw notMounted(root.device(), failure);
                }
                missing.add("%s on %s cannot be mounted, its files are missing: %s"
                        .formatted(each.getValue(), each.getKey(), failure.getMessage()));
            }
        }
        caseIgnored = root.isWindows();
        return missing;
    }

    @Override
    public void mount(GuestFilesystem filesystem) throws GuestReadException {
        GuestCalls.order(filesystem.device(), handle::umount_all);
        try {
            handle.mount_ro(filesystem.device(), "/");
        } catch (LibGuestFSException failure) {
            throw notMounted(filesystem.device(), failure);
        }
        caseIgnored = filesystem.ignoresCase();
    }

    public MountedGuest mountForRepair(GuestRoot root) throws IOException {
        return mountForRepair(root, List.of());
    }

    /**
     * Mounts a system to be changed, in place of what was mounted. Its drives must be layers. A journal of Linux that is
     * not clean is replayed by that; the volume of a Windows stays as it is until the first change.
     *
     * @param moved of each drive: partitions by the names below /dev that they had elsewhere on the old machine
     */
    public MountedGuest mountForRepair(GuestRoot root, List<Map<String, Integer>> moved) throws IOException {
        GuestCalls.order(root.device(), handle::umount_all);
        // Volumes beside the root get mount points of their own, which must be made below nothing that is mounted.
        String place = root.isWindows() ? "/p2v-system" : "";
        SortedMap<String, String> done = new TreeMap<>();
        for (Map.Entry<String, String> each :
                new RootMounts(handle, moved).of(root).entrySet()) {
            try {
                if (each.getKey().equals("/") && !place.isEmpty()) {
                    handle.mkmountpoint(place);
                }
                if (place.isEmpty()) {
                    handle.mount(each.getValue(), each.getKey());
                } else {
                    handle.mount_ro(each.getValue(), place);
                }
                done.put(each.getKey(), each.getValue());
            } catch (LibGuestFSException failure) {
                if (each.getKey().equals("/")) {
                    throw notMounted(root.device(), failure);
                }
            }
        }
        GuestPlaces places =
                place.isEmpty() ? GuestPlaces.atTheRoot(handle) : GuestPlaces.below(place, done.get("/"), handle);
        return new MountedGuest(handle, places, done, volumes());
    }

    private static GuestReadException notMounted(String device, LibGuestFSException failure) {
        return new GuestReadException(
                "%s cannot be mounted: %s".formatted(device, failure.getMessage()),
                "the filesystem is damaged, or a part of its set is missing; see what 'p2v inspect' says of the disk.",
                failure);
    }

    @Override
    public Optional<String> resolve(String path) throws GuestReadException {
        try {
            String cased = caseIgnored ? handle.case_sensitive_path(path) : path;
            return Optional.of(handle.realpath(cased));
        } catch (LibGuestFSException failure) {
            if (GuestCalls.saysNothingIsThere(failure)) {
                return Optional.empty();
            }
            throw GuestCalls.unusable(path, failure);
        }
    }

    @Override
    public GuestEntry entry(String path) throws IOException {
        try {
            return listing.entry(path);
        } catch (LibGuestFSException failure) {
            throw GuestCalls.unusable(path, failure);
        }
    }

    @Override
    public List<GuestEntry> list(String folder) throws IOException {
        try {
            return listing.of(folder);
        } catch (LibGuestFSException failure) {
            throw GuestCalls.unusable(folder, failure);
        }
    }

    @Override
    public void download(String file, Path to) throws IOException {
        if (entry(file).kind() != GuestEntry.Kind.FILE) {
            // The appliance would wait for the other end of a pipe, and so would we.
            throw new IllegalArgumentException(file + " is no ordinary file");
        }
        GuestCalls.order(file, () -> handle.download(file, to.toString()));
    }

    @Override
    public void tar(String folder, Path to) throws GuestReadException {
        GuestCalls.order(folder, () -> handle.tar_out(folder, to.toString()));
    }

    @Override
    public List<String> filesIn(int drive, String type, long from, long length) throws GuestReadException {
        return GuestCalls.ask("the " + type, () -> {
            String device = handle.list_devices()[drive];
            return new BlockOwners(handle).in(device, type, from, length);
        });
    }

    @Override
    public void close() throws ApplianceException {
        appliance.close();
    }
}
