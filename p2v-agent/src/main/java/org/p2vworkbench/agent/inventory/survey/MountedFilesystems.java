package org.p2vworkbench.agent.inventory.survey;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is mounted, and what is meant to be. */
record MountedFilesystems(Path root, Answers answers) {

    private static final int FSTAB_WORDS = 4;

    /** Filesystems of the kernel itself, and of memory. */
    private static final Set<String> NO_DISK = Set.of(
            "proc",
            "sysfs",
            "tmpfs",
            "devtmpfs",
            "devpts",
            "cgroup",
            "cgroup2",
            "overlay",
            "squashfs",
            "iso9660",
            "ramfs",
            "rootfs",
            "autofs",
            "rpc_pipefs",
            "fuse.gvfsd-fuse",
            "fuse.lxcfs",
            "usbfs",
            "usbdevfs",
            "nsfs");

    List<Guest.MountEntry> table() {
        return new TextFile(root.resolve("etc/fstab"))
                .settings().stream()
                        .map(line -> line.split("\\s+"))
                        .filter(words -> words.length >= FSTAB_WORDS - 1)
                        .map(words -> new Guest.MountEntry(
                                words[0], words[1], words[2], words.length >= FSTAB_WORDS ? words[3] : ""))
                        .toList();
    }

    /** proc.rst, section 3.5: id, parent, number, root, place, options, tags, "-", type, source, options of the whole. */
    List<Guest.Filesystem> inUse() {
        List<Guest.Filesystem> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String line : new TextFile(root.resolve("proc/self/mountinfo")).lines()) {
            String[] halves = line.split(" - ", 2);
            String[] before = halves[0].split(" ");
            String[] after = halves.length < 2 ? new String[0] : halves[1].split(" ");
            boolean disk = before.length > 5
                    && after.length > 1
                    && !NO_DISK.contains(after[0])
                    && (after[1].startsWith("/dev/") || GuestCollector.isNetwork(after[0]));
            // Bind mounts show a filesystem again.
            if (disk && seen.add(after[1])) {
                boolean readOnly = Set.of(before[5].split(",")).contains("ro");
                found.add(filesystem(plain(after[1]), plain(before[4]), after[0], readOnly));
            }
        }
        return found;
    }

    private Guest.Filesystem filesystem(String device, String place, String type, boolean readOnly) {
        // A server that is away would hold up whoever asks.
        Optional<Answers.Usage> usage = GuestCollector.isNetwork(type) ? Optional.empty() : answers.usage(place);
        return new Guest.Filesystem(
                device,
                place,
                type,
                readOnly,
                usage.map(Answers.Usage::sizeBytes),
                usage.map(Answers.Usage::usedBytes),
                usage.map(Answers.Usage::availableBytes));
    }

    private static String plain(String escaped) {
        return escaped.replace("\\040", " ").replace("\\011", " ").replace("\\134", "\\");
    }
}
