package org.p2vworkbench.fixups.linux.relocation;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.guest.GuestVolume;
import org.p2vworkbench.fixups.plan.MachineFacts;
import org.p2vworkbench.fixups.plan.VirtualHardware.DiskBus;

/**
 * Finds what a guest means by a device name of its old machine, and gives the name by which it will find it again. Three
 * ways lead from a name to a disk, the surest first: what is mounted where fstab(5) says that device goes; what the old
 * machine's facts call its disks; the name's own place in the alphabet. What was moved to a partition is known by its own
 * names.
 */
public final class DeviceNames {

    /** A device in the middle of a text: not part of a longer path. */
    private static final Pattern IN_TEXT = Pattern.compile("(?<![\\w./-])/dev/[\\w/.:+@-]*\\w");

    private final List<GuestVolume> volumes;
    private final Map<String, Integer> disks;
    private final Map<OldDevice, GuestVolume> onBareDisks;
    private final Map<String, GuestVolume> moved;
    private final Set<String> movedNames;
    private final DiskBus bus;

    private DeviceNames(
            List<GuestVolume> volumes,
            Map<String, Integer> disks,
            Map<OldDevice, GuestVolume> onBareDisks,
            Map<String, GuestVolume> moved,
            Set<String> movedNames,
            DiskBus bus) {
        this.volumes = volumes;
        this.disks = disks;
        this.onBareDisks = onBareDisks;
        this.moved = moved;
        this.movedNames = movedNames;
        this.bus = bus;
    }

    static DeviceNames of(GuestTree guest, MachineFacts machine, DiskBus bus) throws IOException {
        Map<String, Integer> disks = new HashMap<>();
        Map<OldDevice, GuestVolume> onBareDisks = new HashMap<>();
        for (int i = 0; i < machine.disks().size(); i++) {
            for (String name : machine.disks().get(i).names()) {
                disks.put(belowDev(name), i);
            }
        }
        Map<String, GuestVolume> moved = new MovedVolumes(guest, machine).byName();
        for (String line : guest.text("/etc/fstab").orElse("").lines().toList()) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length > 1) {
                Optional<OldDevice> old = OldDevice.of(fields[0]);
                Optional<GuestVolume> mounted = mounted(guest, fields[1]);
                if (old.isPresent() && mounted.isPresent() && fits(old.get(), mounted.get())) {
                    disks.put(old.get().disk(), mounted.get().disk().getAsInt());
                } else if (old.isPresent() && mounted.isPresent() && isOnBareDisk(mounted.get(), machine)) {
                    onBareDisks.put(old.get(), mounted.get());
                }
            }
        }
        for (GuestVolume volume : guest.volumes()) {
            if (isOnBareDisk(volume, machine)) {
                for (String name : machine.disks().get(volume.disk().getAsInt()).names()) {
                    OldDevice.of("/dev/" + name).ifPresent(old -> onBareDisks.putIfAbsent(old, volume));
                }
            }
        }
        Set<String> movedNames = machine.disks().stream()
                .flatMap(disk -> disk.moved().keySet().stream())
                .collect(Collectors.toSet());
        return new DeviceNames(guest.volumes(), disks, onBareDisks, moved, movedNames, bus);
    }

    static String belowDev(String device) {
        return device.startsWith("/dev/") ? device.substring("/dev/".length()) : device;
    }

    /** Such a partition may have any name: the old host gave the filesystem one as it liked. */
    private static boolean isOnBareDisk(GuestVolume volume, MachineFacts machine) {
        int disk = volume.disk().orElse(Integer.MAX_VALUE);
        return disk < machine.disks().size()
                && machine.disks().get(disk).bare()
                && volume.partition().isPresent();
    }

    private static boolean fits(OldDevice old, GuestVolume volume) {
        return volume.disk().isPresent() && old.partition().equals(volume.partition());
    }

    /** A subvolume of btrfs is mounted as "btrfsvol:/dev/sda2/@". */
    static Optional<GuestVolume> mounted(GuestTree guest, String mountpoint) throws IOException {
        String device = guest.mountpoints().getOrDefault(mountpoint, "");
        return guest.volumes().stream()
                .filter(volume ->
                        device.equals(volume.device()) || device.startsWith("btrfsvol:" + volume.device() + "/"))
                .findFirst();
    }

    /** Whether this is a name that the new machine does not have, or has for something else. */
    public boolean isOld(String device) {
        return moved.containsKey(belowDev(device)) || OldDevice.of(device).isPresent();
    }

    /** Whether the array with this UUID, in whatever way it is written, is a partition or a disk now. */
    public boolean wasArray(String uuid) {
        return movedNames.contains(MovedVolumes.link(uuid));
    }

    /** What the guest means by a name of its old machine; empty when that is not on the disks that came. */
    public Optional<GuestVolume> volume(String device) {
        GuestVolume now = moved.get(belowDev(device));
        if (now != null) {
            return Optional.of(now);
        }
        Optional<OldDevice> old = OldDevice.of(device);
        if (old.isEmpty()) {
            return Optional.empty();
        }
        if (onBareDisks.containsKey(old.get())) {
            return Optional.of(onBareDisks.get(old.get()));
        }
        OptionalInt disk = disk(old.get());
        return disk.isEmpty()
                ? Optional.empty()
                : first(volume -> volume.disk().equals(disk)
                        && volume.partition().equals(old.get().partition()));
    }

    private OptionalInt disk(OldDevice old) {
        Integer known = disks.get(old.disk());
        if (known != null) {
            return OptionalInt.of(known);
        }
        long present = volumes.stream()
                .flatMapToInt(volume -> volume.disk().stream())
                .distinct()
                .count();
        // A name without a number can mean any disk; it means the only one.
        return old.place().isPresent() || present != 1 ? old.place() : OptionalInt.of(0);
    }

    private Optional<GuestVolume> first(Predicate<GuestVolume> wanted) {
        return volumes.stream().filter(wanted).findFirst();
    }

    /** {@code UUID=...}, or the new name where there is none or two have the same; empty when nobody knows. */
    public Optional<String> specification(String device) {
        return volume(device).map(volume -> hasOwnUuid(volume) ? "UUID=" + volume.uuid() : newName(volume));
    }

    /** The same as the path of a device. */
    public Optional<String> path(String device) {
        return volume(device)
                .map(volume -> hasOwnUuid(volume) ? "/dev/disk/by-uuid/" + volume.uuid() : newName(volume));
    }

    /** The name that the new machine's kernel gives it. */
    public Optional<String> newName(String device) {
        Optional<GuestVolume> volume = volume(device);
        if (volume.isPresent()) {
            return volume.map(this::newName);
        }
        // A whole disk holds partitions, and is no volume.
        return OldDevice.of(device)
                .filter(old -> old.partition().isEmpty() && disk(old).isPresent())
                .map(old -> diskName(disk(old).getAsInt()));
    }

    /** A text with the old names in it replaced by paths that hold; those that nobody knows stay. */
    public String replaceIn(String text) {
        return IN_TEXT.matcher(text).replaceAll(this::replacement);
    }

    private String replacement(MatchResult found) {
        return path(found.group()).orElse(found.group()).replace("\\", "\\\\").replace("$", "\\$");
    }

    /** Members of an array have the array's, and a disk that was cloned has another's. */
    private boolean hasOwnUuid(GuestVolume volume) {
        return !volume.uuid().isEmpty()
                && !volume.type().endsWith("_member")
                && volumes.stream()
                                .filter(other -> other.uuid().equals(volume.uuid()))
                                .count()
                        == 1;
    }

    /** The name that the new machine's kernel gives to it. */
    public String newName(GuestVolume volume) {
        if (volume.disk().isEmpty()) {
            return volume.device();
        }
        String partition = volume.partition().isPresent()
                ? String.valueOf(volume.partition().getAsInt())
                : "";
        return diskName(volume.disk().getAsInt()) + partition;
    }

    /** After "z" comes "aa". */
    private String diskName(int place) {
        String kind = bus == DiskBus.VIRTIO_BLK ? "vd" : "sd";
        String letters = place < 26
                ? String.valueOf((char) ('a' + place))
                : "" + (char) ('a' + place / 26 - 1) + (char) ('a' + place % 26);
        return "/dev/" + kind + letters;
    }
}
