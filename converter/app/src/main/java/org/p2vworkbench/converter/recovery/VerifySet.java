package org.p2vworkbench.converter.recovery;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.json.JsonText;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.partclone.PartcloneCheck;

/**
 * Compares a set with its manifest: every file by length and SHA-256, and every image once more by decompressing it and
 * comparing the checksums that partclone will look at. What is wrong is listed, and the rest is looked at all the same.
 */
public final class VerifySet {

    private static final int BUFFER_BYTES = 1 << 20;

    private final Path folder;
    private final List<SetFinding> findings = new ArrayList<>();

    public VerifySet(Path folder) {
        this.folder = folder;
    }

    /** What was found; nothing wrong where there are no findings. */
    public record Result(SetManifest manifest, List<SetFinding> findings) {

        public Result {
            findings = List.copyOf(findings);
        }
    }

    public Result run() throws IOException {
        Path file = folder.resolve(SetManifest.NAME);
        if (!Files.isRegularFile(file)) {
            throw new UsageException(
                    folder.toString(),
                    "holds no %s, and is no set of 'p2v recovery set'".formatted(SetManifest.NAME),
                    "Name the folder of a set; those of Clonezilla itself are checked with its ocs-chkimg.");
        }
        checkManifest(file);
        SetManifest manifest = JsonText.read(file, SetManifest.class);
        Set<String> sound = new HashSet<>();
        for (StoredFile stored : manifest.files()) {
            if (check(stored)) {
                sound.add(stored.name());
            }
        }
        for (SetManifest.Image image : manifest.images()) {
            if (sound.containsAll(image.files())) {
                decompress(manifest, image);
            }
        }
        checkStrangers(manifest);
        return new Result(manifest, findings);
    }

    private void checkManifest(Path file) throws IOException {
        Path checksum = folder.resolve(SetManifest.CHECKSUM_NAME);
        if (!Files.isRegularFile(checksum)) {
            findings.add(new SetFinding(SetManifest.CHECKSUM_NAME, "is missing"));
        } else if (!Files.readString(checksum).startsWith(sha256(file) + " ")) {
            findings.add(new SetFinding(
                    SetManifest.NAME,
                    "is not what %s says: one of them was changed".formatted(checksum.getFileName())));
        }
    }

    private boolean check(StoredFile stored) throws IOException {
        Path file = folder.resolve(stored.name());
        if (!Files.isRegularFile(file)) {
            findings.add(new SetFinding(stored.name(), "is missing"));
            return false;
        }
        if (Files.size(file) != stored.bytes()) {
            findings.add(new SetFinding(
                    stored.name(), "has %d bytes, it was written with %d".formatted(Files.size(file), stored.bytes())));
            return false;
        }
        if (!sha256(file).equals(stored.sha256())) {
            findings.add(new SetFinding(stored.name(), "has other bytes than were written: its SHA-256 differs"));
            return false;
        }
        return true;
    }

    private String sha256(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                digest.update(buffer, 0, got);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void decompress(SetManifest manifest, SetManifest.Image image) throws IOException {
        try (InputStream stored = parts(image);
                Counted plain = new Counted(plain(manifest, stored))) {
            if (image.filesystem().equals(Piece.WHOLE)) {
                plain.transferTo(OutputStream.nullOutputStream());
            } else {
                PartcloneCheck.check(image.files().get(0), plain);
            }
            if (plain.count != image.plainBytes()) {
                findings.add(new SetFinding(
                        image.files().get(0),
                        "holds %d bytes, the manifest says %d".formatted(plain.count, image.plainBytes())));
            }
        } catch (DiskFormatException damaged) {
            findings.add(new SetFinding(image.files().get(0), damaged.getMessage()));
        } catch (IOException undecompressable) {
            findings.add(
                    new SetFinding(image.files().get(0), "cannot be decompressed: " + undecompressable.getMessage()));
        }
    }

    private InputStream parts(SetManifest.Image image) throws IOException {
        List<InputStream> parts = new ArrayList<>();
        for (String name : image.files()) {
            parts.add(new LazyFile(folder.resolve(name)));
        }
        return new BufferedInputStream(new SequenceInputStream(Collections.enumeration(parts)), BUFFER_BYTES);
    }

    private static InputStream plain(SetManifest manifest, InputStream stored) throws IOException {
        return "gzip".equals(manifest.compression())
                ? GzipCompressorInputStream.builder()
                        .setInputStream(stored)
                        .setDecompressConcatenated(true)
                        .get()
                : new ZstdInputStream(stored);
    }

    /** Clonezilla joins all files that an image's name begins, and would feed a stranger to its decompressor. */
    private void checkStrangers(SetManifest manifest) throws IOException {
        Set<String> known = new HashSet<>(List.of(SetManifest.NAME, SetManifest.CHECKSUM_NAME));
        manifest.files().forEach(file -> known.add(file.name()));
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                String name = entry.getFileName().toString();
                if (!known.contains(name)) {
                    findings.add(new SetFinding(name, "does not belong to the set"));
                }
            }
        }
    }

    /** Opened when its turn comes, so that a set of hundreds of parts needs one open file. */
    private static final class LazyFile extends InputStream {

        private final Path file;
        private InputStream in;

        LazyFile(Path file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (in == null) {
                in = Files.newInputStream(file);
            }
            return in.read(into, from, length);
        }

        @Override
        public void close() throws IOException {
            if (in != null) {
                in.close();
            }
        }
    }

    /** Counts what passes. */
    private static final class Counted extends FilterInputStream {

        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int got = super.read(into, from, length);
            count += Math.max(0, got);
            return got;
        }
    }
}
