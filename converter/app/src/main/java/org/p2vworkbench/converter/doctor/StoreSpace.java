package org.p2vworkbench.converter.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Room where machines will be written, on a filesystem fit for large sparse files. */
final class StoreSpace implements Check {

    private static final long GIB = 1L << 30;

    /** Less is not even a small server. */
    private static final long NEEDED_BYTES = GIB;

    private static final long WANTED_BYTES = 20 * GIB;

    /** No holes and no symbolic links; FAT ends at 4 GiB per file. */
    private static final Set<String> UNFIT = Set.of("vfat", "msdos", "exfat");

    private final Path store;

    StoreSpace(Path store) {
        this.store = store.toAbsolutePath();
    }

    @Override
    public String name() {
        return "space";
    }

    @Override
    public List<Finding> findings() {
        Path existing = nearestExisting();
        if (!Files.isDirectory(existing)) {
            return List.of(Finding.fail(
                    name(), "%s is not a directory".formatted(existing), "Name another place with --store DIR."));
        }
        if (!Files.isWritable(existing)) {
            return List.of(Finding.fail(
                    name(),
                    "%s is not writable for this user".formatted(existing),
                    "Name another place with --store DIR, or run as a user who may write there."));
        }
        return List.of(room(existing));
    }

    private Finding room(Path existing) {
        long free = existing.toFile().getUsableSpace();
        String type = type(existing);
        String text = "%s: %.1f GiB free (%s)".formatted(store, (double) free / GIB, type);
        if (free < NEEDED_BYTES) {
            return Finding.fail(name(), text, "Make room, or name another place with --store DIR.");
        }
        if (UNFIT.contains(type)) {
            return Finding.warn(name(), text, "Use ext4, XFS or btrfs: this filesystem keeps no sparse files.");
        }
        if (free < WANTED_BYTES) {
            return Finding.warn(name(), text, "A converted machine needs what its disks use, and a tenth more.");
        }
        return Finding.ok(name(), text);
    }

    /** In a container or a chroot the mount point may lie outside, and only the type is then unknown. */
    private static String type(Path existing) {
        try {
            return Files.getFileStore(existing).type();
        } catch (IOException outside) {
            return "unknown filesystem";
        }
    }

    /** The store is made by the first conversion, so what counts is where it will be. */
    private Path nearestExisting() {
        Path at = store;
        while (!Files.exists(at)) {
            at = at.getParent();
        }
        return at;
    }
}
