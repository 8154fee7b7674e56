package org.p2vworkbench.converter.files;

import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.p2vworkbench.fixups.appliance.GuestFiles;
import org.p2vworkbench.fixups.appliance.GuestFilesystem;
import org.p2vworkbench.fixups.appliance.GuestReadException;
import org.p2vworkbench.fixups.appliance.GuestRoot;
import org.p2vworkbench.fixups.guest.GuestEntry;

/** What {@code p2v files ls} shows. The records are its JSON, described in docs/files.md. */
public final class GuestListing {

    private final String machine;
    private final GuestFiles files;
    private final GuestPlaces places;

    public GuestListing(String machine, GuestFiles files, Consumer<String> story) {
        this.machine = machine;
        this.files = files;
        this.places = new GuestPlaces(machine, files, story);
    }

    /** A machine without a path. */
    public record Overview(String machine, List<GuestFilesystem> filesystems, List<GuestRoot> guests) {}

    /** @param path as typed */
    public record Folder(String machine, String path, List<Entry> entries) {}

    /**
     * One entry.
     *
     * @param type "file", "folder", "link", "special", "unknown"
     * @param mode permission bits in octal, four digits
     * @param mtime ISO 8601, UTC, whole seconds
     */
    public record Entry(String name, String type, long size, String mode, String mtime, Optional<String> target) {

        private static Entry of(GuestEntry entry) {
            return new Entry(
                    entry.name(),
                    entry.kind().name().toLowerCase(Locale.ROOT),
                    entry.size(),
                    "%04o".formatted(entry.mode()),
                    entry.modified().truncatedTo(ChronoUnit.SECONDS).toString(),
                    entry.target());
        }
    }

    public Overview overview() throws IOException {
        try {
            return new Overview(machine, files.filesystems(), files.roots());
        } catch (GuestReadException failure) {
            throw GuestPlaces.unreadable(machine, failure);
        }
    }

    /** What a folder holds; of what is no folder, itself. */
    public Folder folder(String path) throws IOException {
        GuestPlaces.Place place = places.find(path);
        if (place.entry().kind() != GuestEntry.Kind.FOLDER) {
            return new Folder(machine, path, List.of(Entry.of(place.entry())));
        }
        try {
            return new Folder(
                    machine,
                    path,
                    files.list(place.path()).stream().map(Entry::of).toList());
        } catch (GuestReadException failure) {
            throw GuestPlaces.unreadable(machine, failure);
        }
    }
}
