package org.p2vworkbench.converter.ova;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.image.Siblings;

/** Hashes the files of a package, several at a time, and compares them with its manifest. */
final class ManifestCheck {

    private static final int CHUNK_BYTES = 1 << 20;
    private static final int MOST_THREADS = 4;

    private final Manifest manifest;
    private final Siblings files;

    ManifestCheck(Manifest manifest, Siblings files) {
        this.manifest = manifest;
        this.files = files;
    }

    /** Throws for the first file, in the order of the manifest, that is missing or different. */
    void run() throws IOException {
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<String>> found = new ArrayList<>();
            for (Manifest.Line line : manifest.lines()) {
                found.add(pool.submit(() -> digest(line)));
            }
            for (int i = 0; i < found.size(); i++) {
                compare(manifest.lines().get(i), result(found.get(i)));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private void compare(Manifest.Line line, String found) throws DiskFormatException {
        if (!line.expected().equals(found)) {
            throw new DiskFormatException(
                    new DiskAddress(line.file(), 0),
                    "its %s is %s, the manifest %s expects %s"
                            .formatted(line.algorithm(), found, manifest.at().source(), line.expected()),
                    "The file was damaged or changed after export; copy the package again from where it came from.");
        }
    }

    private String digest(Manifest.Line line) throws IOException {
        try (BlockSource file = files.open(line.file(), manifest.at()).bytes()) {
            MessageDigest digest = MessageDigest.getInstance(line.algorithm());
            ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, file.size()));
            for (long at = 0; at < file.size(); at += chunk.limit()) {
                if (Thread.interrupted()) {
                    throw new InterruptedIOException("hashing " + line.file() + " was stopped");
                }
                chunk.clear().limit((int) Math.min(chunk.capacity(), file.size() - at));
                file.read(at, chunk);
                digest.update(chunk.flip());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError("every JDK has " + line.algorithm(), missing);
        }
    }

    private static String result(Future<String> found) throws IOException {
        try {
            return found.get();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("checking the manifest was interrupted");
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException known) {
                throw known;
            }
            if (failure.getCause() instanceof UncheckedIOException wrapped) {
                throw wrapped.getCause();
            }
            throw new AssertionError("hashing failed", failure.getCause());
        }
    }
}
