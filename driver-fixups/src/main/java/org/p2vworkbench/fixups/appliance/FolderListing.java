package org.p2vworkbench.fixups.appliance;

import com.redhat.et.libguestfs.GuestFS;
import com.redhat.et.libguestfs.LibGuestFSException;
import com.redhat.et.libguestfs.StatNS;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.GuestEntry;

/** Lists folders: names by {@code ls0}, which keeps their bytes, and what is behind them with one call for all. */
final class FolderListing {

    private static final int FORMAT = 0170000;
    private static final int PERMISSIONS = 07777;

    /** A folder with more than a million names is no folder to show. */
    private static final long MOST_NAME_BYTES = 64 << 20;

    private final GuestFS handle;

    FolderListing(GuestFS handle) {
        this.handle = handle;
    }

    List<GuestEntry> of(String folder) throws LibGuestFSException, IOException {
        List<String> names = names(folder);
        StatNS[] found = handle.lstatnslist(folder, names.toArray(String[]::new));
        List<GuestEntry> entries = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            entries.add(entry(folder, names.get(i), found[i]));
        }
        entries.sort(Comparator.comparing(GuestEntry::name));
        return entries;
    }

    GuestEntry entry(String path) throws LibGuestFSException {
        int slash = path.lastIndexOf('/');
        return entry(path.substring(0, slash + 1), path.substring(slash + 1), handle.lstatns(path));
    }

    /** The names alone, in no order. */
    List<String> names(String folder) throws LibGuestFSException, IOException {
        Path listed = Files.createTempFile("p2v-ls", ".names");
        try {
            handle.ls0(folder, listed.toString());
            if (Files.size(listed) > MOST_NAME_BYTES) {
                throw new GuestReadException(
                        "%s has more names than can be listed, %d bytes of them".formatted(folder, Files.size(listed)),
                        "get the folder whole: 'p2v files get'.",
                        null);
            }
            return split(Files.readAllBytes(listed));
        } finally {
            Files.delete(listed);
        }
    }

    private static List<String> split(byte[] listed) {
        List<String> names = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < listed.length; at++) {
            if (listed[at] == 0) {
                names.add(GuestName.text(ByteBuffer.wrap(listed, start, at - start)));
                start = at + 1;
            }
        }
        return names;
    }

    private GuestEntry entry(String folder, String name, StatNS stat) throws LibGuestFSException {
        if (stat.st_ino == -1) {
            return new GuestEntry(name, GuestEntry.Kind.UNKNOWN, 0, 0, Instant.EPOCH, Optional.empty());
        }
        GuestEntry.Kind kind = kind((int) stat.st_mode & FORMAT);
        Optional<String> target = kind == GuestEntry.Kind.LINK ? target(folder, name) : Optional.empty();
        return new GuestEntry(name, kind, stat.st_size, (int) stat.st_mode & PERMISSIONS, modified(stat), target);
    }

    /** A damaged inode may hold any number; time has limits. */
    private static Instant modified(StatNS stat) {
        long seconds =
                Math.max(Instant.MIN.getEpochSecond(), Math.min(Instant.MAX.getEpochSecond(), stat.st_mtime_sec));
        return Instant.ofEpochSecond(seconds).plusNanos(Math.floorMod(stat.st_mtime_nsec, 1_000_000_000L));
    }

    /** {@code st_mode} as inode(7) has it. */
    private static GuestEntry.Kind kind(int format) {
        return switch (format) {
            case 0100000 -> GuestEntry.Kind.FILE;
            case 0040000 -> GuestEntry.Kind.FOLDER;
            case 0120000 -> GuestEntry.Kind.LINK;
            default -> GuestEntry.Kind.SPECIAL;
        };
    }

    private Optional<String> target(String folder, String name) throws LibGuestFSException {
        String[] targets = handle.readlinklist(folder, new String[] {name});
        return Optional.of(targets.length == 1 ? targets[0] : "");
    }
}
