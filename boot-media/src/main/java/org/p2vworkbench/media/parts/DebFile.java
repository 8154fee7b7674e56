package org.p2vworkbench.media.parts;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/** Debian's packages: an ar of control and data, each a packed tar. See deb(5). */
public final class DebFile {

    private static final int MOST_CONTROL_BYTES = 1 << 20;

    private DebFile() {}

    /** What becomes of a file in a package. */
    public interface Visitor {
        void file(String path, byte[] bytes) throws IOException;
    }

    /** Shows the plain files whose paths are wanted, by path without a leading slash, one at a time: a kernel has 300 MB of them. */
    public static void each(Path deb, Predicate<String> wanted, Visitor visitor) throws IOException {
        try (ArArchiveInputStream ar = opened(deb)) {
            TarArchiveInputStream tar = part(ar, deb, "data.tar");
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String path = path(entry.getName());
                if (isPlain(entry) && wanted.test(path)) {
                    visitor.file(path, tar.readAllBytes());
                }
            }
        }
    }

    /** The library calls links files too, of no bytes. */
    private static boolean isPlain(TarArchiveEntry entry) {
        return entry.isFile() && !entry.isSymbolicLink() && !entry.isLink();
    }

    /** One file of a package. */
    public static byte[] file(HostPackage from, String path) throws IOException {
        try {
            return file(from, path::equals);
        } catch (FileNotFoundException missing) {
            throw new IOException("%s: no %s in it".formatted(from.line(), path), missing);
        }
    }

    /** The only file whose path is wanted. */
    public static byte[] file(HostPackage from, Predicate<String> wanted) throws IOException {
        List<byte[]> found = new ArrayList<>();
        each(from.file(), wanted, (path, bytes) -> found.add(bytes));
        if (found.size() != 1) {
            throw new FileNotFoundException(
                    "%s: found %d such files, expected one".formatted(from.line(), found.size()));
        }
        return found.get(0);
    }

    static Map<String, String> control(Path deb) throws IOException {
        try (ArArchiveInputStream ar = opened(deb)) {
            TarArchiveInputStream tar = part(ar, deb, "control.tar");
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (path(entry.getName()).equals("control")) {
                    return ControlFile.first(new String(tar.readNBytes(MOST_CONTROL_BYTES), StandardCharsets.UTF_8));
                }
            }
        }
        throw new IOException(deb + ": no control file in it");
    }

    private static ArArchiveInputStream opened(Path deb) throws IOException {
        return new ArArchiveInputStream(new BufferedInputStream(Files.newInputStream(deb)));
    }

    private static TarArchiveInputStream part(ArArchiveInputStream ar, Path deb, String name) throws IOException {
        for (ArArchiveEntry entry = ar.getNextEntry(); entry != null; entry = ar.getNextEntry()) {
            if (entry.getName().startsWith(name)) {
                return new TarArchiveInputStream(unpacked(ar, entry.getName()));
            }
        }
        throw new IOException("%s: no %s in it".formatted(deb, name));
    }

    private static InputStream unpacked(InputStream packed, String name) throws IOException {
        if (name.endsWith(".xz")) {
            return new XZCompressorInputStream(packed);
        } else if (name.endsWith(".zst")) {
            return new ZstdCompressorInputStream(packed);
        } else if (name.endsWith(".gz")) {
            return new GzipCompressorInputStream(packed);
        }
        return packed;
    }

    private static String path(String name) {
        return name.startsWith("./") ? name.substring(2) : name;
    }
}
