package org.p2vworkbench.converter.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.fixups.appliance.GuestFiles;
import org.p2vworkbench.fixups.appliance.GuestReadException;
import org.p2vworkbench.fixups.guest.GuestEntry;

/** Brings files out of a guest: to a stream, to a file, to a folder. */
public final class GuestTransfer {

    private static final int BUFFER_BYTES = 64 << 10;

    private final String machine;
    private final GuestFiles files;

    /** @param machine for messages: what the operator named */
    public GuestTransfer(String machine, GuestFiles files) {
        this.machine = machine;
        this.files = files;
    }

    /** What was brought: whole files, their bytes, where they are, and what was left out and why. */
    public record Brought(Path to, int files, long bytes, List<String> left) {

        public Brought {
            left = List.copyOf(left);
        }
    }

    /** Writes the bytes of a file to {@code out}, all of them and nothing else. */
    public void print(GuestPlaces.Place place, OutputStream out) throws IOException {
        demandFile(place);
        through(pipe -> files.download(place.path(), pipe), in -> {
            long sent = 0;
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                out.write(buffer, 0, length);
                sent += length;
            }
            out.flush();
            if (sent != place.entry().size()) {
                throw new IOException("%s: %d bytes came instead of %d"
                        .formatted(place.path(), sent, place.entry().size()));
            }
        });
    }

    /**
     * Brings a file or a folder with all below it.
     *
     * @param to as cp has it: in this folder when there is one, else under this name
     * @param replace whether files in the way are replaced
     */
    public Brought bring(GuestPlaces.Place place, Path to, boolean replace) throws IOException {
        Path target = target(place, to, replace);
        return place.entry().kind() == GuestEntry.Kind.FOLDER
                ? bringFolder(place, target, replace)
                : bringFile(place, target, replace);
    }

    /** The same without doing it: where it would go, or why it would not. */
    public Brought plan(GuestPlaces.Place place, Path to, boolean replace) throws IOException {
        return new Brought(target(place, to, replace), 0, 0, List.of());
    }

    private Path target(GuestPlaces.Place place, Path to, boolean replace) throws IOException {
        if (place.entry().kind() != GuestEntry.Kind.FOLDER) {
            demandFile(place);
        }
        Path target = Files.isDirectory(to) ? to.resolve(nameHere(place)) : to;
        Path above = target.toAbsolutePath().normalize().getParent();
        if (above == null || !Files.isDirectory(above)) {
            throw new UsageException(to.toString(), "the folder it is to be in is not there", "Make it first.");
        }
        if (!replace && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedException(
                    target.toString(),
                    "is there already",
                    "Name another DEST, or add --force to replace files that are in the way.");
        }
        return target;
    }

    private Brought bringFile(GuestPlaces.Place place, Path target, boolean replace) throws IOException {
        GuestEntry entry = place.entry();
        HostFolder folder = new HostFolder(target.toAbsolutePath().normalize().getParent(), replace);
        Path file = target.toAbsolutePath().normalize();
        through(pipe -> files.download(place.path(), pipe), in -> folder.write(file, in, entry.size()));
        folder.dress(file, entry.mode(), FileTime.from(entry.modified()));
        return new Brought(target, 1, entry.size(), List.of());
    }

    private Brought bringFolder(GuestPlaces.Place place, Path target, boolean replace) throws IOException {
        Path top = target.toAbsolutePath().normalize();
        if (Files.notExists(top, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(top);
        }
        TarUnpacker unpacker = new TarUnpacker(new HostFolder(top, replace));
        TarUnpacker.Unpacked[] unpacked = new TarUnpacker.Unpacked[1];
        through(pipe -> files.tar(place.path(), pipe), in -> unpacked[0] = unpacker.unpack(in));
        return new Brought(target, unpacked[0].files(), unpacked[0].bytes(), unpacked[0].left());
    }

    /** The last element of its path; the top of a guest is named after the machine. */
    private String nameHere(GuestPlaces.Place place) {
        String last = place.path().substring(place.path().lastIndexOf('/') + 1);
        String name = last.isEmpty() ? Path.of(machine).getFileName() + ".files" : last;
        return HostFolder.nameHere(name);
    }

    private static void demandFile(GuestPlaces.Place place) throws UsageException {
        if (place.entry().kind() != GuestEntry.Kind.FILE) {
            throw new UsageException(
                    place.path(),
                    place.entry().kind() == GuestEntry.Kind.FOLDER
                            ? "is a folder"
                            : "is a device, pipe or socket, which holds no bytes",
                    "List a folder with 'p2v files ls', bring it with 'p2v files get'.");
        }
    }

    private void through(NamedPipe.Writer writer, NamedPipe.Reader reader) throws IOException {
        try {
            NamedPipe.between(writer, reader);
        } catch (GuestReadException failure) {
            throw GuestPlaces.unreadable(machine, failure);
        }
    }
}
