package org.p2vworkbench.converter.recovery;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.failure.TargetStorageException;

/**
 * Writes one stream into a file, or into several of a greatest size, which are called NAME.aa, NAME.ab and so on as
 * split(1) calls them. Each is hashed on its way and is on the storage when it is closed.
 */
final class SetOutput extends OutputStream {

    private static final int LETTERS = 26;
    private static final int MOST_PARTS = LETTERS * LETTERS;

    /** In pieces that stay in a processor's cache while they are hashed and written. */
    private static final int PIECE_BYTES = 256 << 10;

    /** So much at most has to be waited for at the end. */
    private static final long UNFORCED_BYTES = 64 << 20;

    private final Path folder;
    private final String name;
    private final Optional<Long> splitBytes;
    private final MessageDigest sha256 = digest("SHA-256");
    private final MessageDigest sha1 = digest("SHA-1");
    private final List<StoredFile> stored = new ArrayList<>();
    private FileChannel file;
    private long written;
    private long forced;

    SetOutput(Path folder, String name, Optional<Long> splitBytes) throws IOException {
        this.folder = folder;
        this.name = name;
        this.splitBytes = splitBytes;
        open();
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has " + algorithm, impossible);
        }
    }

    private String currentName() {
        int index = stored.size();
        return splitBytes.isEmpty()
                ? name
                : "%s.%c%c".formatted(name, (char) ('a' + index / LETTERS), (char) ('a' + index % LETTERS));
    }

    private void open() throws IOException {
        if (stored.size() == MOST_PARTS) {
            throw new RefusedException(
                    name,
                    "needs more than %d files of this size, and Clonezilla has no names for them".formatted(MOST_PARTS),
                    "Give a larger --split, or leave it out.");
        }
        try {
            file = FileChannel.open(
                    folder.resolve(currentName()), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            written = 0;
            forced = 0;
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        int left = length;
        while (left > 0) {
            if (splitBytes.isPresent() && written == splitBytes.get()) {
                end();
                open();
            }
            int part = (int) Math.min(Math.min(left, PIECE_BYTES), splitBytes.orElse(Long.MAX_VALUE) - written);
            sha256.update(bytes, at, part);
            sha1.update(bytes, at, part);
            put(ByteBuffer.wrap(bytes, at, part));
            written += part;
            at += part;
            left -= part;
        }
        forceNowAndThen();
    }

    private void forceNowAndThen() throws IOException {
        if (written - forced < UNFORCED_BYTES) {
            return;
        }
        try {
            file.force(false);
        } catch (IOException failed) {
            throw unwritable(failed);
        }
        forced = written;
    }

    private void put(ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    private void end() throws IOException {
        try {
            file.force(true);
            file.close();
        } catch (IOException failed) {
            throw unwritable(failed);
        }
        HexFormat hex = HexFormat.of();
        stored.add(
                new StoredFile(currentName(), written, hex.formatHex(sha256.digest()), hex.formatHex(sha1.digest())));
    }

    /** Makes the last file durable; what was written is what is answered. */
    List<StoredFile> finish() throws IOException {
        end();
        return List.copyOf(stored);
    }

    /** After a failure: the file stays as far as it came. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    private IOException unwritable(IOException failed) {
        if (failed instanceof ClosedByInterruptException) {
            return failed;
        }
        return new TargetStorageException(
                folder.resolve(currentName()).toString(),
                "cannot be written: " + failed.getMessage(),
                "Make room or choose another folder with -o, and run the same command again: it starts anew.",
                failed);
    }
}
