package org.p2vworkbench.media.parts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;

/** A package as small as it gets. */
public final class FakeDeb {

    private FakeDeb() {}

    public static Path write(Path file, String control, Map<String, byte[]> files) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ArArchiveOutputStream ar = new ArArchiveOutputStream(out)) {
            put(ar, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
            put(ar, "control.tar.xz", tar(Map.of("control", control.getBytes(StandardCharsets.UTF_8))));
            put(ar, "data.tar.xz", tar(files));
        }
        return file;
    }

    private static void put(ArArchiveOutputStream ar, String name, byte[] bytes) throws IOException {
        ar.putArchiveEntry(new ArArchiveEntry(name, bytes.length));
        ar.write(bytes);
        ar.closeArchiveEntry();
    }

    private static byte[] tar(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new XZCompressorOutputStream(bytes))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> one : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry("./" + one.getKey());
                entry.setSize(one.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(one.getValue());
                tar.closeArchiveEntry();
                if (one.getKey().matches(".*\\.so\\.\\d+\\..*")) {
                    link(tar, one.getKey());
                }
            }
        }
        return bytes.toByteArray();
    }

    /** As a library's package has it: the name that programs ask for leads to that with the whole version. */
    private static void link(TarArchiveOutputStream tar, String file) throws IOException {
        TarArchiveEntry link =
                new TarArchiveEntry("./" + file.replaceAll("(\\.so\\.\\d+)\\..*", "$1"), TarConstants.LF_SYMLINK);
        link.setLinkName(file.substring(file.lastIndexOf('/') + 1));
        tar.putArchiveEntry(link);
        tar.closeArchiveEntry();
    }
}
