package org.p2vworkbench.fixups.guest;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a guest, mounted as it mounts them itself. Paths are the guest's, absolute, with '/'; links stay inside
 * the guest; where the guest ignores case, so does this.
 */
public interface GuestTree {

    /** What is at a path, links followed; empty when there is nothing, or a link to nothing. */
    Optional<GuestEntry> find(String path) throws IOException;

    /** What is at a path, the last link not followed. */
    Optional<GuestEntry> look(String path) throws IOException;

    /** The names in a folder, sorted; none when there is no such folder. */
    List<String> names(String folder) throws IOException;

    /** The bytes of an ordinary file. */
    Content read(String file) throws IOException;

    /** Some bytes of an ordinary file that has as many: some files are as large as the machine's memory. */
    byte[] readPart(String file, long offset, int length) throws IOException;

    /** All that lies on the machine's disks, by device. */
    List<GuestVolume> volumes() throws IOException;

    /** Guest path to device, of what is mounted. */
    SortedMap<String, String> mountpoints() throws IOException;

    /** Bytes free on the filesystem that holds a path. */
    long freeBytes(String path) throws IOException;

    /** Some bytes of a device of {@link #volumes()}, or of a disk. */
    byte[] readDevice(String device, long offset, int length) throws IOException;

    /** The first bytes of an ordinary file that has as many. */
    default byte[] readStart(String file, int length) throws IOException {
        return readPart(file, 0, length);
    }

    default boolean isFile(String path) throws IOException {
        return find(path).filter(entry -> entry.kind() == GuestEntry.Kind.FILE).isPresent();
    }

    default boolean isFolder(String path) throws IOException {
        return find(path)
                .filter(entry -> entry.kind() == GuestEntry.Kind.FOLDER)
                .isPresent();
    }

    /** A text of the guest's configuration; empty when there is no such file. */
    default Optional<String> text(String file) throws IOException {
        return isFile(file) ? Optional.of(read(file).text()) : Optional.empty();
    }

    /** All texts directly in a folder whose names end in {@code suffix}, by path. */
    default Map<String, String> texts(String folder, String suffix) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (String name : names(folder)) {
            String path = folder + "/" + name;
            if (name.endsWith(suffix) && isFile(path)) {
                texts.put(path, read(path).text());
            }
        }
        return texts;
    }
}
