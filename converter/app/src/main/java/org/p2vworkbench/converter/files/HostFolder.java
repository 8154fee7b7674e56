package org.p2vworkbench.converter.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.TargetStorageException;
import org.p2vworkbench.disks.Zeros;

/**
 * A folder of this host that files of a guest are written into. The one place where a guest's names become paths here:
 * no name leads out of the folder, no link is followed, and nothing that was there is replaced unless that was asked for.
 *
 * <p>A file appears under its name when it is whole. Runs of zeros become holes.
 */
final class HostFolder {

    private static final int BLOCK_BYTES = 64 << 10;
    private static final Charset LOCAL =
            Charset.forName(System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name()));

    private final Path top;
    private final boolean replace;

    HostFolder(Path top, boolean replace) {
        this.top = top;
        this.replace = replace;
    }

    /**
     * Where a member of an archive lies here; empty for a name that is none, because it leads upwards.
     *
     * @param name bytes of a relative path with slashes, one byte a character
     */
    Optional<Path> path(String name) {
        List<String> elements = new ArrayList<>();
        for (String element : name.split("/")) {
            if (element.equals("..")) {
                return Optional.empty();
            }
            if (!element.isEmpty() && !element.equals(".")) {
                elements.add(HostName.of(element.getBytes(StandardCharsets.ISO_8859_1), LOCAL));
            }
        }
        Path path = top;
        for (String element : elements) {
            path = path.resolve(element);
        }
        return Optional.of(path);
    }

    /** What something of this name is called on this host. */
    static String nameHere(String name) {
        return HostName.of(name.getBytes(StandardCharsets.UTF_8), LOCAL);
    }

    /** Makes a folder, and those above it up to the top. */
    void makeFolder(Path folder) throws IOException {
        if (!folder.equals(top)) {
            makeFolder(folder.getParent());
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createDirectory(folder);
            } catch (FileAlreadyExistsException other) {
                throw inTheWay(folder, "is no folder, and one is to be made there");
            }
        }
    }

    /** @param in is read to its end, which must come after {@code size} bytes */
    void write(Path file, InputStream in, long size) throws IOException {
        makeFolder(file.getParent());
        refuseToReplace(file);
        Path part = Files.createTempFile(
                file.getParent(),
                ".p2v-",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            long written = copy(in, part);
            if (written != size) {
                throw new IOException("%s: %d bytes came instead of %d".formatted(file, written, size));
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException failure) {
            throw notWritten(file, failure);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** A second name for a file that was written before: a copy, because a link would outlive a replacement. */
    void copy(Path written, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(written, LinkOption.NOFOLLOW_LINKS)) {
            write(file, in, Files.size(written));
        }
    }

    private long copy(InputStream in, Path part) throws IOException {
        try (FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
            byte[] block = new byte[BLOCK_BYTES];
            long at = 0;
            int length = in.readNBytes(block, 0, BLOCK_BYTES);
            while (length > 0) {
                if (!Zeros.only(block, 0, length)) {
                    writeAt(out, ByteBuffer.wrap(block, 0, length), at);
                }
                at += length;
                length = in.readNBytes(block, 0, BLOCK_BYTES);
            }
            if (at > out.size()) {
                writeAt(out, ByteBuffer.wrap(new byte[1]), at - 1);
            }
            return at;
        }
    }

    private static void writeAt(FileChannel out, ByteBuffer bytes, long at) throws IOException {
        long next = at;
        while (bytes.hasRemaining()) {
            next += out.write(bytes, next);
        }
    }

    /** A link whose target lies in this folder; false, and no link, for one that leads out of it. */
    boolean link(Path link, String target) throws IOException {
        if (target.isEmpty() || target.startsWith("/") || target.indexOf('\0') >= 0) {
            return false;
        }
        String name = top.relativize(link.getParent()) + "/";
        int depth = name.equals("/") ? 0 : top.relativize(link.getParent()).getNameCount();
        StringBuilder here = new StringBuilder();
        for (String element : target.split("/")) {
            depth += element.equals("..") ? -1 : element.isEmpty() || element.equals(".") ? 0 : 1;
            if (depth < 0) {
                return false;
            }
            here.append(here.isEmpty() ? "" : "/")
                    .append(
                            element.equals("..") || element.equals(".")
                                    ? element
                                    : HostName.of(element.getBytes(StandardCharsets.ISO_8859_1), LOCAL));
        }
        makeFolder(link.getParent());
        refuseToReplace(link);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(here.toString()));
        return true;
    }

    /** Never more than the owner may change, whatever the guest allowed; no setuid. */
    void dress(Path path, int mode, FileTime modified) throws IOException {
        int bits = mode & 0755 | (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? 0700 : 0600);
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(text(bits));
        Files.setPosixFilePermissions(path, permissions);
        Files.setLastModifiedTime(path, modified);
    }

    private static String text(int bits) {
        StringBuilder text = new StringBuilder();
        for (int at = 8; at >= 0; at--) {
            text.append((bits & 1 << at) == 0 ? '-' : "xwr".charAt(at % 3));
        }
        return text.toString();
    }

    private void refuseToReplace(Path file) throws IOException {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw inTheWay(file, "is a folder, and a file is to be written there");
        }
        if (!replace && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw inTheWay(file, "is there already");
        }
    }

    private static RefusedException inTheWay(Path path, String what) {
        return new RefusedException(
                path.toString(), what, "Name another DEST, or add --force to replace files that are in the way.");
    }

    private static TargetStorageException notWritten(Path file, FileSystemException failure) {
        return new TargetStorageException(
                file.toString(),
                "cannot be written: " + failure.getMessage(),
                "Name another DEST; what is whole already stays there.",
                failure);
    }
}
