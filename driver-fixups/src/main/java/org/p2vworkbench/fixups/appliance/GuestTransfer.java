package org.p2vworkbench.fixups.appliance;

import com.redhat.et.libguestfs.GuestFS;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.p2vworkbench.fixups.guest.Content;

/**
 * Bytes into the appliance and out of it, by files of this host: what the binding returns as a String ends at the first
 * zero byte.
 */
final class GuestTransfer implements Closeable {

    /** The library sends a call's bytes in one message of at most 4 MiB (guestfs(3), PROTOCOL LIMITS). */
    private static final int MOST_IN_ONE_CALL = 1 << 20;

    private final GuestFS handle;
    private final Path kept;

    GuestTransfer(GuestFS handle) throws IOException {
        this.handle = handle;
        this.kept = Files.createTempDirectory("p2v-guest");
    }

    /**
     * What is large stays in a file until this is closed.
     *
     * @param path for messages
     */
    Content read(String path, String place) throws IOException {
        Path copy = Files.createTempFile(kept, "read", ".bytes");
        GuestCalls.order(path, () -> handle.download(place, copy.toString()));
        if (Files.size(copy) > MOST_IN_ONE_CALL) {
            return Content.of(copy);
        }
        Content content = Content.of(Files.readAllBytes(copy));
        Files.delete(copy);
        return content;
    }

    /** A part of a file or a device. */
    byte[] part(String place, long offset, int length) throws IOException {
        Path copy = Files.createTempFile(kept, "part", ".bytes");
        GuestCalls.order(place, () -> handle.download_offset(place, copy.toString(), offset, length));
        byte[] bytes = Files.readAllBytes(copy);
        Files.delete(copy);
        return bytes;
    }

    void put(String place, Content content) throws IOException {
        if (content.size() <= MOST_IN_ONE_CALL) {
            byte[] bytes = content.bytes();
            GuestCalls.order(place, () -> handle.write(place, bytes));
            return;
        }
        Path copy = Files.createTempFile(kept, "write", ".bytes");
        content.writeTo(copy);
        GuestCalls.order(place, () -> handle.upload(copy.toString(), place));
        Files.delete(copy);
    }

    /** Something that is done to a copy of a file. */
    interface Rewriting {
        void of(Path copy) throws IOException;
    }

    void rewrite(String place, Rewriting rewriting) throws IOException {
        Path copy = Files.createTempFile(kept, "rewrite", ".bytes");
        GuestCalls.order(place, () -> handle.download(place, copy.toString()));
        rewriting.of(copy);
        GuestCalls.order(place, () -> handle.upload(copy.toString(), place));
        Files.delete(copy);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> copies = Files.list(kept)) {
            for (Path copy : copies.toList()) {
                Files.delete(copy);
            }
        }
        Files.delete(kept);
    }
}
