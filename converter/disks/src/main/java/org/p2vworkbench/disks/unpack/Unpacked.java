package org.p2vworkbench.disks.unpack;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * The content of a compressed file, once, from its beginning to its end. What the decompressors throw at damage, which
 * is not always an IOException, becomes a {@link DiskFormatException} that says how far the file could be read.
 */
public final class Unpacked implements Closeable {

    private final Compression compression;
    private final BlockSource packed;
    private final SourceStream source;
    private InputStream in;
    private long position;

    Unpacked(Compression compression, BlockSource packed) {
        this.compression = compression;
        this.packed = packed;
        source = new SourceStream(packed);
    }

    public String name() {
        return packed.name();
    }

    /** How much of the content was read. */
    public long position() {
        return position;
    }

    /** Fills the range with what comes next; less than that only at the end. */
    public int read(byte[] into, int from, int length) throws IOException {
        int filled = 0;
        while (filled < length) {
            int got = next(into, from + filled, length - filled);
            if (got < 0) {
                break;
            }
            filled += got;
        }
        position += filled;
        return filled;
    }

    /** Fills the range, or says what is missing. */
    public void readFully(byte[] into, int from, int length) throws IOException {
        int got = read(into, from, length);
        if (got < length) {
            throw damaged("its content ends at byte %d, in the middle".formatted(position), null);
        }
    }

    /** Whether nothing follows. */
    public boolean ended() throws IOException {
        return read(new byte[1], 0, 1) == 0;
    }

    /** The exception for content that cannot be true, at the place reached. */
    public DiskFormatException damaged(String what, Throwable cause) {
        return new DiskFormatException(
                new DiskAddress(packed.name(), source.position()),
                what,
                "The file is cut short or damaged; copy it again from where it came from, or use another image.",
                cause);
    }

    private int next(byte[] into, int from, int length) throws IOException {
        try {
            if (in == null) {
                in = compression.around(source);
            }
            return in.read(into, from, length);
        } catch (EOFException cut) {
            throw damaged("the %s stream is cut short".formatted(compression.ending()), cut);
        } catch (IOException | RuntimeException damage) {
            if (source.failure().isPresent()) {
                throw unreadable(source.failure().get());
            }
            throw damaged(
                    "the %s stream is damaged behind byte %d of its content: %s"
                            .formatted(compression.ending(), position, damage.getMessage()),
                    damage);
        }
    }

    /** A hole in the file is the end of what follows, so there is no sense in looking for readable places behind it. */
    private IOException unreadable(IOException failure) {
        if (failure instanceof ClosedChannelException) {
            return failure;
        }
        return new DiskFormatException(
                new DiskAddress(packed.name(), source.position()),
                "the file cannot be read on: " + failure.getMessage(),
                "Look for another copy of the image; what was saved behind this place cannot be unpacked.",
                failure);
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            in.close();
        }
    }
}
