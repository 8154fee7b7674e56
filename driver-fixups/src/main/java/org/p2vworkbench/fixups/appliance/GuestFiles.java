package org.p2vworkbench.fixups.appliance;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.GuestEntry;

/**
 * The files of a machine that is off. One thing is mounted at a time, read-only; paths are then the guest's, and links in
 * them stay inside the guest.
 */
public interface GuestFiles extends Closeable {

    /** Every filesystem on every drive, encrypted ones and swap included, by device. */
    List<GuestFilesystem> filesystems() throws IOException;

    /** The operating systems found, by device. */
    List<GuestRoot> roots() throws IOException;

    /** Mounts a system as it mounts itself, in place of what was mounted; returns what could not be had, and why. */
    List<String> mount(GuestRoot root) throws IOException;

    /** Mounts one filesystem as the root, in place of what was mounted. */
    void mount(GuestFilesystem filesystem) throws IOException;

    /**
     * The path with all links followed and, where case does not matter, in the case of the disk; empty when there is
     * nothing.
     */
    Optional<String> resolve(String path) throws IOException;

    /** What is at a resolved path. */
    GuestEntry entry(String path) throws IOException;

    /** What a folder holds, by name. */
    List<GuestEntry> list(String folder) throws IOException;

    /** Writes the bytes of an ordinary file to {@code to}, which may be a pipe. */
    void download(String file, Path to) throws IOException;

    /** Whether {@link #filesIn} can be asked of a filesystem of this type. */
    static boolean tellsFilesIn(String type) {
        return BlockOwners.tells(type);
    }

    /**
     * The files that have bytes in a range of a drive which is all one filesystem; folders too. What of the filesystem's
     * own has no path is told in brackets. None: the range is free, or holds the filesystem's tables.
     *
     * @param drive counted from 0, in the order in which the drives were given
     */
    List<String> filesIn(int drive, String type, long from, long length) throws IOException;

    /** Writes a folder with all below it, as a tar archive of GNU tar, to {@code to}, which may be a pipe. */
    void tar(String folder, Path to) throws IOException;
}
