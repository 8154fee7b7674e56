package org.p2vworkbench.converter.device;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.p2vworkbench.agent.inventory.DirectOption;

/**
 * What a boot medium is written to: a USB stick or memory card, or a plain file that stands for one.
 *
 * @param description model and serial number, as far as there are any
 * @param confirmation what has to be typed before it is overwritten
 * @param identity what tells it from another one that has its path later
 * @param holds what it holds now, in words
 */
public record Stick(Path path, String description, String confirmation, String identity, String holds, long sizeBytes) {

    private static final int BUFFER_BYTES = 1 << 20;
    private static final int ALIGNMENT_BYTES = 4096;

    /** Writes the image from its begin, has it on the stick, and compares. */
    public void overwrite(Path image) throws IOException {
        try (FileChannel from = FileChannel.open(image, StandardOpenOption.READ)) {
            try (FileChannel to = FileChannel.open(path, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
                for (long at = 0; at < from.size(); at += buffer.limit()) {
                    fill(buffer, from, at);
                    for (long wrote = 0; buffer.hasRemaining(); ) {
                        wrote += to.write(buffer, at + wrote);
                    }
                }
                to.force(true);
            }
            try (FileChannel stick = pastTheCache()) {
                compare(from, stick);
            }
        }
    }

    /** What the kernel still has in memory proves nothing of a stick. Filesystems without O_DIRECT are read through it. */
    private FileChannel pastTheCache() throws IOException {
        Optional<OpenOption> direct = DirectOption.find();
        if (direct.isPresent()) {
            try {
                return FileChannel.open(path, StandardOpenOption.READ, direct.get());
            } catch (IOException | UnsupportedOperationException none) {
                return FileChannel.open(path, StandardOpenOption.READ);
            }
        }
        return FileChannel.open(path, StandardOpenOption.READ);
    }

    private static void fill(ByteBuffer buffer, FileChannel from, long at) throws IOException {
        buffer.clear().limit((int) Math.min(buffer.capacity(), from.size() - at));
        while (buffer.hasRemaining()) {
            if (from.read(buffer, at + buffer.position()) < 0) {
                throw new IOException("it ends at %d, in the midst of the image".formatted(at + buffer.position()));
            }
        }
        buffer.flip();
    }

    private static void compare(FileChannel image, FileChannel stick) throws IOException {
        ByteBuffer expected = ByteBuffer.allocate(BUFFER_BYTES);
        ByteBuffer found =
                ByteBuffer.allocateDirect(BUFFER_BYTES + ALIGNMENT_BYTES).alignedSlice(ALIGNMENT_BYTES);
        for (long at = 0; at < image.size(); at += expected.limit()) {
            fill(expected, image, at);
            found.clear().limit(BUFFER_BYTES);
            // Past the cache only whole blocks are read; a short read that ends within one is the end.
            while (found.position() < expected.limit()
                    && found.position() % ALIGNMENT_BYTES == 0
                    && stick.read(found, at + found.position()) >= 0) {
                continue;
            }
            found.flip().limit(Math.min(found.limit(), expected.limit()));
            if (!expected.equals(found)) {
                throw new IOException(
                        "it does not hold what was written near 0x%x: it is worn out, or smaller than it says"
                                .formatted(at));
            }
        }
    }
}
