package org.p2vworkbench.converter.ova;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * A gzip-compressed image, unpacked into a file of its own: gzip has no random access.
 *
 * <p>Blocks of zeros become holes. What comes out is bounded by what the descriptor says the disk can hold, and by the
 * space there is, so that a few kilobytes cannot fill the host.
 */
final class Unpacked {

    private static final int GZIP_MAGIC = 0x8B1F;
    private static final int BLOCK_BYTES = 64 << 10;
    private static final byte[] ZEROS = new byte[BLOCK_BYTES];

    private final BlockSource packed;
    private final Path scratch;
    private final long mostBytes;

    private Unpacked(BlockSource packed, Path scratch, long mostBytes) {
        this.packed = packed;
        this.scratch = scratch;
        this.mostBytes = mostBytes;
    }

    static boolean isGzip(BlockSource file) throws IOException {
        if (file.size() < 2) {
            return false;
        }
        byte[] magic = new byte[2];
        file.read(0, ByteBuffer.wrap(magic));
        return (Byte.toUnsignedInt(magic[0]) | Byte.toUnsignedInt(magic[1]) << 8) == GZIP_MAGIC;
    }

    /** Unpacks all of {@code packed} into {@code empty}. */
    static void into(Path empty, BlockSource packed, long mostBytes) throws IOException {
        long space = Files.getFileStore(empty).getUsableSpace();
        new Unpacked(packed, empty, Math.min(mostBytes, space)).write();
    }

    private void write() throws IOException {
        SourceStream stream = new SourceStream(packed);
        try (InputStream plain = new GZIPInputStream(stream, BLOCK_BYTES);
                FileChannel out = FileChannel.open(scratch, StandardOpenOption.WRITE)) {
            byte[] block = new byte[BLOCK_BYTES];
            long size = 0;
            int count;
            while ((count = plain.readNBytes(block, 0, BLOCK_BYTES)) > 0) {
                if (count > mostBytes - size) {
                    throw tooMuch(stream);
                }
                boolean zeros = Arrays.equals(block, 0, count, ZEROS, 0, count);
                if (!zeros) {
                    writeFully(out, size, ByteBuffer.wrap(block, 0, count));
                }
                size += count;
            }
            // A hole at the end: the last byte gives the file its length.
            if (out.size() < size) {
                writeFully(out, size - 1, ByteBuffer.wrap(ZEROS, 0, 1));
            }
        } catch (ZipException | EOFException damaged) {
            throw new DiskFormatException(
                    new DiskAddress(packed.name(), stream.position()),
                    "the gzip stream is damaged or cut short: " + damaged.getMessage(),
                    "Copy the package again from where it came from.",
                    damaged);
        }
    }

    private DiskFormatException tooMuch(SourceStream stream) {
        return new DiskFormatException(
                new DiskAddress(packed.name(), stream.position()),
                "unpacks to more than %d bytes, which is all the disk it holds needs or the scratch folder %s has room for"
                        .formatted(mostBytes, scratch.getParent()),
                "Make room there; if there is room, do not trust this package.");
    }

    private static void writeFully(FileChannel out, long offset, ByteBuffer bytes) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            at += out.write(bytes, at);
        }
    }
}
