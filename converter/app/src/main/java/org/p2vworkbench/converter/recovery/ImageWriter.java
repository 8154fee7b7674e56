package org.p2vworkbench.converter.recovery;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.p2vworkbench.converter.failure.Failure;
import org.p2vworkbench.converter.failure.SourceReadException;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.frames.FrameStream;

/** Writes the image of one piece: its used blocks as partclone saves them, or all of its bytes, compressed in frames. */
final class ImageWriter {

    private static final int READ_BYTES = 1 << 20;

    private final Path folder;
    private final SetOptions options;

    ImageWriter(Path folder, SetOptions options) {
        this.folder = folder;
        this.options = options;
    }

    /** What was written of a piece. */
    record Written(List<StoredFile> files, List<Integer> frameStoredBytes) {}

    /** Clonezilla finds a device's image by this name, and how it is compressed by its end. */
    String fileName(Piece piece) {
        return "%s.%s-ptcl-img.%s"
                .formatted(piece.device(), piece.program(), options.codec().suffix());
    }

    /** @param read told how many more bytes of the piece were read */
    Written write(Piece piece, LongConsumer read) throws IOException {
        try (SetOutput out = new SetOutput(folder, fileName(piece), options.splitBytes());
                FrameStream frames = new FrameStream(out, options.codec(), options.level(), options.threads())) {
            if (piece.used().isPresent()) {
                piece.used().get().writeTo(frames, read);
            } else {
                writeWhole(piece.bytes(), frames, read);
            }
            frames.finish();
            return new Written(out.finish(), frames.storedBytes());
        } catch (IOException failed) {
            throw ofSource(piece, failed);
        }
    }

    /** What the image knows to be zeros is not asked for. */
    private static void writeWhole(BlockSource bytes, OutputStream out, LongConsumer read) throws IOException {
        byte[] buffer = new byte[READ_BYTES];
        byte[] zeros = new byte[READ_BYTES];
        for (long at = 0; at < bytes.size(); at += READ_BYTES) {
            checkInterrupt();
            int length = (int) Math.min(READ_BYTES, bytes.size() - at);
            if (bytes.extents(at, at + length).dataBytes() == 0) {
                out.write(zeros, 0, length);
            } else {
                bytes.read(at, ByteBuffer.wrap(buffer, 0, length));
                out.write(buffer, 0, length);
            }
            read.accept(length);
        }
    }

    private static void checkInterrupt() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
    }

    /** What the output throws says so itself; all else comes from reading. */
    private static IOException ofSource(Piece piece, IOException failed) {
        if (failed instanceof Failure
                || failed instanceof DiskFormatException
                || failed instanceof InterruptedIOException
                || failed instanceof ClosedByInterruptException) {
            return failed;
        }
        return new SourceReadException(
                piece.bytes().name(),
                "cannot be read: " + failed.getMessage(),
                "Convert the disk with 'p2v convert', which reads around bad sectors, and make the set of its folder.",
                failed);
    }
}
