package org.p2vworkbench.converter.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks the archive of a guest's folder. Its names are bytes, kept as such by reading them as Latin-1.
 *
 * <p>Links are made last: while files are written, nothing in the folder leads anywhere. Folders get their times after
 * everything in them.
 */
final class TarUnpacker {

    private final HostFolder folder;
    private final Map<Path, TarArchiveEntry> folders = new LinkedHashMap<>();
    private final Map<Path, String> links = new LinkedHashMap<>();
    private final Set<Path> written = new HashSet<>();
    private final List<String> left = new ArrayList<>();
    private long bytes;

    TarUnpacker(HostFolder folder) {
        this.folder = folder;
    }

    /** What came of it: whole files, their bytes, and what was left out and why, a sentence each. */
    record Unpacked(int files, long bytes, List<String> left) {}

    Unpacked unpack(InputStream in) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(in, StandardCharsets.ISO_8859_1.name());
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Optional<Path> path = folder.path(entry.getName());
            if (path.isPresent()) {
                unpack(entry, path.get(), tar);
            } else {
                leave(entry, "its name leads out of the folder");
            }
        }
        for (Map.Entry<Path, String> link : links.entrySet()) {
            if (!folder.link(link.getKey(), link.getValue())) {
                left.add("%s: a link that leads out of the folder, to %s".formatted(link.getKey(), link.getValue()));
            }
        }
        List<Path> inner = new ArrayList<>(folders.keySet());
        for (int i = inner.size() - 1; i >= 0; i--) {
            dress(inner.get(i), folders.get(inner.get(i)));
        }
        return new Unpacked(written.size(), bytes, left);
    }

    private void unpack(TarArchiveEntry entry, Path path, TarArchiveInputStream tar) throws IOException {
        if (entry.isDirectory()) {
            folder.makeFolder(path);
            folders.put(path, entry);
        } else if (entry.isSymbolicLink()) {
            links.put(path, entry.getLinkName());
        } else if (entry.isLink()) {
            copyLinked(entry, path);
        } else if (isOrdinary(entry)) {
            folder.write(path, tar, entry.getSize());
            dress(path, entry);
            written.add(path);
            bytes += entry.getSize();
        } else {
            leave(entry, "a device or pipe");
        }
    }

    /** The library's own word counts devices and pipes among the files. */
    private static boolean isOrdinary(TarArchiveEntry entry) {
        return entry.isFile() && !entry.isFIFO() && !entry.isCharacterDevice() && !entry.isBlockDevice();
    }

    /** Only what this archive brought may be linked to. */
    private void copyLinked(TarArchiveEntry entry, Path path) throws IOException {
        Optional<Path> first = folder.path(entry.getLinkName()).filter(written::contains);
        if (first.isPresent()) {
            folder.copy(first.get(), path);
            dress(path, entry);
            written.add(path);
        } else {
            leave(entry, "a hard link to something outside");
        }
    }

    private void dress(Path path, TarArchiveEntry entry) throws IOException {
        FileTime modified = entry.getLastModifiedTime();
        folder.dress(path, entry.getMode(), modified);
    }

    private void leave(TarArchiveEntry entry, String why) {
        byte[] name = entry.getName().getBytes(StandardCharsets.ISO_8859_1);
        left.add("%s: %s".formatted(new String(name, StandardCharsets.UTF_8), why));
    }
}
