package org.p2vworkbench.agent.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.p2vworkbench.agent.inventory.DirectOption;

/**
 * A block device or an image file on Linux.
 *
 * <p>A block device is opened twice. Aligned reads go past the page cache (O_DIRECT), so that reading a terabyte does
 * not push out what a running server has cached; what is not aligned (the last bytes of a disk) goes through it. Java
 * wants direct reads aligned to the block size of the file system that /dev lies on, which is 4096, so a bad sector of
 * 512 bytes makes 4096 unreadable. That is what the page cache would say as well.
 */
final class OpenedDisk implements DiskBytes {

    /** Page and block size of /dev. */
    private static final int UNIT_BYTES = 4096;

    private static final int SECTOR_BYTES = 512;

    private final Path path;
    private final FileChannel buffered;
    private final Optional<FileChannel> direct;

    private OpenedDisk(Path path, FileChannel buffered, Optional<FileChannel> direct) {
        this.path = path;
        this.buffered = buffered;
        this.direct = direct;
    }

    static OpenedDisk device(Path path) throws IOException {
        return new OpenedDisk(path, FileChannel.open(path, StandardOpenOption.READ), direct(path));
    }

    static OpenedDisk file(Path path) throws IOException {
        return new OpenedDisk(path, FileChannel.open(path, StandardOpenOption.READ), Optional.empty());
    }

    /** Nothing where the file system or the driver cannot do that. */
    private static Optional<FileChannel> direct(Path path) {
        Optional<OpenOption> pastTheCache = DirectOption.find();
        try {
            return pastTheCache.isEmpty()
                    ? Optional.empty()
                    : Optional.of(FileChannel.open(path, StandardOpenOption.READ, pastTheCache.get()));
        } catch (IOException | UnsupportedOperationException notHere) {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public long sizeBytes() throws IOException {
        return buffered.size();
    }

    @Override
    public int unitBytes() {
        return direct.isPresent() ? UNIT_BYTES : SECTOR_BYTES;
    }

    @Override
    public boolean present() {
        try {
            return Files.exists(path) && buffered.size() > 0;
        } catch (IOException noAnswer) {
            return false;
        }
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        boolean aligned = into.isDirect()
                && at % UNIT_BYTES == 0
                && into.remaining() % UNIT_BYTES == 0
                && into.alignmentOffset(into.position(), UNIT_BYTES) == 0;
        return aligned && direct.isPresent() ? direct.get().read(into, at) : buffered.read(into, at);
    }

    @Override
    public void close() throws IOException {
        try (buffered) {
            if (direct.isPresent()) {
                direct.get().close();
            }
        }
    }
}
