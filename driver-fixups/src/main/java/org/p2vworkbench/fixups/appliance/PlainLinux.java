package org.p2vworkbench.fixups.appliance;

import com.redhat.et.libguestfs.GuestFS;
import com.redhat.et.libguestfs.LibGuestFSException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.p2vworkbench.fixups.guest.GuestVolume;

/**
 * Finds the Linux systems of machines that hold nothing out of the ordinary, by looking: a root has /etc/fstab, and that says where the
 * rest is. The library's own inspection reads configuration with Augeas, which without KVM takes longer than the appliance to start; it
 * is asked wherever one of its answers could be another than the one found here.
 */
final class PlainLinux {

    private static final Set<String> ROOTS = Set.of("ext2", "ext3", "ext4", "xfs", "jfs", "reiserfs");

    /** What has no root on it. */
    private static final Set<String> OTHERS = Set.of("vfat", "swap", "unknown", "crypto_LUKS");

    /** libblkid calls so what is a part of something: LVM2_member, linux_raid_member. */
    private static final String PART = "_member";

    private static final int MOST_BYTES = 64 << 10;

    private final GuestFS handle;
    private final List<GuestVolume> volumes;

    private PlainLinux(GuestFS handle, List<GuestVolume> volumes) {
        this.handle = handle;
        this.volumes = volumes;
    }

    /**
     * Empty when that is for the library to say. Nothing is mounted before, and nothing after.
     *
     * @param volumes all there are
     */
    static Optional<List<GuestRoot>> find(GuestFS handle, List<GuestVolume> volumes) throws LibGuestFSException {
        boolean plain = volumes.stream()
                .map(GuestVolume::type)
                .allMatch(type -> ROOTS.contains(type) || OTHERS.contains(type) || type.endsWith(PART));
        return plain ? new PlainLinux(handle, volumes).roots() : Optional.empty();
    }

    private Optional<List<GuestRoot>> roots() throws LibGuestFSException {
        List<GuestRoot> found = new ArrayList<>();
        for (GuestVolume volume : volumes) {
            if (!ROOTS.contains(volume.type())) {
                continue;
            }
            Optional<GuestRoot> root;
            try {
                handle.mount_ro(volume.device(), "/");
                if (!handle.is_dir("/etc")) {
                    continue;
                }
                root = root(volume.device());
            } catch (LibGuestFSException | IOException damaged) {
                return Optional.empty();
            } finally {
                handle.umount_all();
            }
            if (root.isEmpty()) {
                return Optional.empty();
            }
            found.add(root.get());
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private Optional<GuestRoot> root(String device) throws IOException, LibGuestFSException {
        Optional<String> table = text("/etc/fstab");
        Optional<String> product = product();
        if (table.isEmpty() || product.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, String> mounts = new TreeMap<>();
        for (FstabEntry entry : FstabEntry.of(table.get())) {
            Optional<String> there = entry.path().equals("/") ? Optional.of(device) : device(entry.device());
            if (there.isEmpty() || entry.path().contains("\\")) {
                return Optional.empty();
            }
            mounts.putIfAbsent(entry.path(), there.get());
        }
        mounts.put("/", device);
        return Optional.of(new GuestRoot(device, "linux", product.get(), mounts, new TreeMap<>()));
    }

    /** Where a name of the table leads; empty for one that means something only on the old machine. */
    private Optional<String> device(String name) {
        return volumes.stream()
                .filter(volume -> !volume.type().endsWith(PART))
                .filter(volume -> isCalled(name, volume))
                .map(GuestVolume::device)
                .findFirst();
    }

    private static boolean isCalled(String name, GuestVolume volume) {
        if (name.startsWith("/dev/")) {
            return name.equals(volume.device());
        }
        String value = name.substring(name.indexOf('=') + 1).replace("\"", "");
        return switch (name.substring(0, name.indexOf('='))) {
            case "UUID" -> volume.uuid().equalsIgnoreCase(value);
            case "LABEL" -> volume.label().equals(value);
            default -> false;
        };
    }

    /** As the system calls itself. */
    private Optional<String> product() throws IOException, LibGuestFSException {
        Optional<String> debian = text("/etc/debian_version").map(String::strip);
        Optional<String> release = text("/etc/os-release").flatMap(PlainLinux::prettyName);
        boolean versioned = debian.isPresent() && Character.isDigit((debian.get() + " ").charAt(0));
        if (versioned
                && release.filter(name -> !name.toLowerCase(Locale.ROOT).startsWith("debian"))
                        .isEmpty()) {
            return debian.map(version -> "debian " + version);
        }
        return release.isPresent()
                ? release
                : text("/etc/redhat-release").map(String::strip).filter(line -> !line.isEmpty());
    }

    private static Optional<String> prettyName(String release) {
        return release.lines()
                .filter(line -> line.startsWith("PRETTY_NAME="))
                .map(line -> line.substring("PRETTY_NAME=".length())
                        .replace("\"", "")
                        .replace("'", "")
                        .strip())
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    private Optional<String> text(String path) throws IOException, LibGuestFSException {
        if (!handle.is_file(path, Map.of("followsymlinks", true)) || handle.filesize(path) > MOST_BYTES) {
            return Optional.empty();
        }
        try (GuestTransfer transfer = new GuestTransfer(handle)) {
            return Optional.of(new String(transfer.read(path, path).bytes(), StandardCharsets.UTF_8));
        }
    }
}
