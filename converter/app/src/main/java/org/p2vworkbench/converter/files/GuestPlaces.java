package org.p2vworkbench.converter.files;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.p2vworkbench.converter.failure.NotConvertibleException;
import org.p2vworkbench.converter.failure.SourceReadException;
import org.p2vworkbench.converter.failure.SourceUnreachableException;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.fixups.appliance.GuestFiles;
import org.p2vworkbench.fixups.appliance.GuestFilesystem;
import org.p2vworkbench.fixups.appliance.GuestReadException;
import org.p2vworkbench.fixups.appliance.GuestRoot;
import org.p2vworkbench.fixups.guest.GuestEntry;

/**
 * Finds what an operator's path means on a machine: mounts what it needs, follows links, and says what to type instead
 * when the path means nothing or could mean several things.
 */
public final class GuestPlaces {

    private final String machine;
    private final GuestFiles files;
    private final Consumer<String> story;

    /** @param machine for messages: what the operator named */
    public GuestPlaces(String machine, GuestFiles files, Consumer<String> story) {
        this.machine = machine;
        this.files = files;
        this.story = story;
    }

    /** Something that exists, mounted: its path with links followed, and what it is. */
    public record Place(String path, GuestEntry entry) {}

    public Place find(String typed) throws IOException {
        GuestPath path = GuestPath.parse(typed);
        try {
            mount(path);
            String resolved = files.resolve(path.path()).orElseThrow(() -> absent(typed));
            return new Place(resolved, files.entry(resolved));
        } catch (GuestReadException failure) {
            throw unreadable(machine, failure);
        }
    }

    /** The failure of a guest's filesystem as one of this program. */
    static SourceReadException unreadable(String machine, GuestReadException failure) {
        return new SourceReadException(machine, failure.getMessage(), failure.next(), failure);
    }

    private SourceUnreachableException absent(String typed) {
        return new SourceUnreachableException(
                machine,
                "there is no '%s'".formatted(typed),
                "Run 'p2v files ls' with the folder above it; names of Linux guests differ in case.");
    }

    private void mount(GuestPath path) throws IOException {
        if (path.device().isPresent()) {
            mount(filesystem(path.device().get()));
        } else if (path.drive().isPresent()) {
            mountDrive(path.drive().get());
        } else {
            mountSystem();
        }
    }

    private void mount(GuestFilesystem filesystem) throws IOException {
        if (filesystem.isEncrypted()) {
            throw new NotConvertibleException(
                    machine,
                    "%s is encrypted (%s)".formatted(filesystem.device(), filesystem.type()),
                    "Decrypt it where its key is, or take the files from the running machine.");
        }
        if (!filesystem.mayHoldFiles()) {
            throw new UsageException(
                    machine,
                    "%s holds no files but %s".formatted(filesystem.device(), filesystem.type()),
                    "Run 'p2v files ls' without a path to see the filesystems.");
        }
        files.mount(filesystem);
    }

    private void mount(GuestRoot root) throws IOException {
        for (String missing : files.mount(root)) {
            story.accept(missing);
        }
    }

    private void mountSystem() throws IOException {
        List<GuestRoot> roots = files.roots();
        if (roots.size() > 1) {
            throw new UsageException(
                    machine,
                    "holds several systems: "
                            + roots.stream().map(GuestPlaces::text).collect(Collectors.joining(", ")),
                    "Say whose file it is: '%s:/PATH'.".formatted(roots.get(0).device()));
        }
        if (roots.size() == 1) {
            mount(roots.get(0));
        } else {
            mount(onlyOne(GuestFilesystem::mayHoldFiles, "no operating system was found"));
        }
    }

    private static String text(GuestRoot root) {
        return "%s on %s".formatted(root.product().isEmpty() ? root.type() : root.product(), root.device());
    }

    private void mountDrive(String letter) throws IOException {
        List<GuestRoot> systems = files.roots().stream()
                .filter(root -> root.drives().containsKey(letter))
                .toList();
        List<String> devices = systems.stream()
                .map(root -> root.drives().get(letter))
                .distinct()
                .toList();
        if (devices.size() > 1) {
            throw new UsageException(
                    machine,
                    "several systems have a drive %s: %s".formatted(letter, String.join(", ", devices)),
                    "Name the device: '%s:/PATH'.".formatted(devices.get(0)));
        }
        if (devices.size() == 1) {
            mount(filesystem(devices.get(0)));
        } else {
            mount(onlyOne(
                    filesystem -> filesystem.ignoresCase() && letter.equals("C"),
                    "no system says which filesystem is %s:".formatted(letter)));
        }
    }

    private GuestFilesystem filesystem(String device) throws IOException {
        return files.filesystems().stream()
                .filter(filesystem -> filesystem.device().equals(device))
                .findFirst()
                .orElseThrow(() -> new SourceUnreachableException(
                        machine,
                        "there is no filesystem on %s".formatted(device),
                        "Run 'p2v files ls' without a path to see the filesystems."));
    }

    /** When nobody says which filesystem is meant, it can be guessed if there is only one. */
    private GuestFilesystem onlyOne(Predicate<GuestFilesystem> fits, String because) throws IOException {
        List<GuestFilesystem> all = files.filesystems();
        List<GuestFilesystem> fitting = all.stream().filter(fits).toList();
        if (fitting.size() == 1) {
            story.accept("%s; taking %s".formatted(because, fitting.get(0).device()));
            return fitting.get(0);
        }
        Optional<GuestFilesystem> encrypted =
                all.stream().filter(GuestFilesystem::isEncrypted).findFirst();
        if (fitting.isEmpty() && encrypted.isPresent()) {
            return encrypted.get();
        }
        throw new UsageException(
                machine,
                "%s, and of %d filesystems any could be meant".formatted(because, all.size()),
                "Run 'p2v files ls' without a path, and name a device: '/dev/sda1:/PATH'.");
    }
}
