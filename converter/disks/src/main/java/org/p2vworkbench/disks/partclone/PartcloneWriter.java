package org.p2vworkbench.disks.partclone;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * Writes the used blocks of a volume as an image of format 0002 that every partclone since 0.3.0 restores: a bitmap of
 * bits, CRC-32 behind each strip, each of its strip alone.
 *
 * <p>A strip is 1 MiB, which divides the buffers of 1 and 10 MiB that are in use: partclone 0.3.23 dies of others.
 */
public final class PartcloneWriter {

    /** Of the partclone whose format this is; readers show it and nothing else. */
    private static final String WRITER = "0.3.23";

    private static final int STRIP_BYTES = 1 << 20;
    private static final int CPU_BITS = 64;

    private final BlockSource volume;
    private final PartcloneShape shape;
    private final BlocksInUse runs;
    private final PartcloneHeader header;

    public PartcloneWriter(BlockSource volume, PartcloneShape shape) throws IOException {
        this.volume = volume;
        this.shape = shape;
        this.runs = new BlocksInUse(shape);
        long used = runs.count();
        this.header = new PartcloneHeader(
                WRITER,
                shape.filesystem(),
                shape.deviceBytes(),
                shape.blocks(),
                used,
                used,
                shape.blockBytes(),
                CPU_BITS,
                PartcloneChecksum.CRC32,
                STRIP_BYTES / shape.blockBytes(),
                true,
                PartcloneHeader.BitmapMode.BITS);
    }

    public long usedBlocks() {
        return header.usedInBitmap();
    }

    /** Bytes of the volume that will be read. */
    public long usedBytes() {
        return usedBlocks() * shape.blockBytes();
    }

    /** How long the image will be. */
    public long plainBytes() {
        long strips = (usedBlocks() + header.blocksPerSum() - 1) / header.blocksPerSum();
        return PartcloneHeader.SIZE
                + header.bitmap().bytes(shape.blocks())
                + CrcSum.BYTES
                + usedBytes()
                + strips * CrcSum.BYTES;
    }

    /** @param read told how many more bytes of the volume were read */
    public void writeTo(OutputStream out, LongConsumer read) throws IOException {
        out.write(header.encode());
        writeBitmap(out);
        Strips strips = new Strips(out, read);
        runs.all(strips::take);
        strips.end();
    }

    private void writeBitmap(OutputStream out) throws IOException {
        CrcSum sum = new CrcSum();
        for (long from = 0; from < shape.blocks(); from += BlocksInUse.WINDOW_BLOCKS) {
            long start = from;
            int blocks = (int) Math.min(BlocksInUse.WINDOW_BLOCKS, shape.blocks() - from);
            byte[] bits = new byte[(blocks + Byte.SIZE - 1) / Byte.SIZE];
            runs.in(from, (first, count) -> {
                for (long block = first - start; block < first - start + count; block++) {
                    bits[(int) (block / Byte.SIZE)] |= (byte) (1 << block % Byte.SIZE);
                }
            });
            sum.update(bits, 0, bits.length);
            out.write(bits);
        }
        out.write(sum.stored());
    }

    /** Fills strips with blocks and passes them on with their sums. */
    private final class Strips {

        private final OutputStream out;
        private final LongConsumer read;
        private final CrcSum sum = new CrcSum();
        private final byte[] strip = new byte[(int) header.blocksPerSum() * shape.blockBytes()];
        private int filled;
        private long written;

        Strips(OutputStream out, LongConsumer read) {
            this.out = out;
            this.read = read;
        }

        void take(long firstBlock, long count) throws IOException {
            long at = firstBlock * shape.blockBytes();
            long end = at + count * shape.blockBytes();
            while (at < end) {
                int length = (int) Math.min(end - at, strip.length - filled);
                volume.read(at, ByteBuffer.wrap(strip, filled, length));
                filled += length;
                at += length;
                read.accept(length);
                if (filled == strip.length) {
                    pass();
                }
            }
        }

        private void pass() throws IOException {
            sum.reset();
            sum.update(strip, 0, filled);
            out.write(strip, 0, filled);
            out.write(sum.stored());
            written += filled;
            filled = 0;
        }

        void end() throws IOException {
            if (filled > 0) {
                pass();
            }
            if (written != usedBytes()) {
                throw new DiskFormatException(
                        new DiskAddress(volume.name(), 0),
                        "%d bytes were in use when they were counted, %d when they were read"
                                .formatted(usedBytes(), written),
                        "Something writes to this volume; stop it, and start again.");
            }
        }
    }
}
