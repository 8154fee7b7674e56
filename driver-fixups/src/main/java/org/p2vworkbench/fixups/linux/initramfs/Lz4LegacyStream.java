package org.p2vworkbench.fixups.linux.initramfs;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorInputStream;

/**
 * The legacy frame of lz4 (lz4_Frame_format.md, "Legacy frame"): blocks of at most 8 MiB each, with nothing that marks
 * the last one. A magic number where a length should be begins another frame of the same stream, which is how the kernel
 * takes it too (lib/decompress_unlz4.c).
 */
final class Lz4LegacyStream extends InputStream {

    private static final int MAGIC = 0x184C2102;
    private static final int BLOCK = 8 << 20;

    /** What incompressible bytes can become (LZ4_COMPRESSBOUND). */
    private static final int LARGEST_COMPRESSED = BLOCK + BLOCK / 255 + 16;

    private final PositionStream in;
    private InputStream block = InputStream.nullInputStream();

    Lz4LegacyStream(PositionStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (true) {
            int count = block.read(into, offset, length);
            if (count > 0 || length == 0) {
                return count;
            }
            if (!openBlock()) {
                return -1;
            }
        }
    }

    private boolean openBlock() throws IOException {
        while (true) {
            byte[] word = in.peek(4);
            int value = word.length < 4
                    ? 0
                    : word[0] & 0xff | (word[1] & 0xff) << 8 | (word[2] & 0xff) << 16 | (word[3] & 0xff) << 24;
            if (value != MAGIC && (value <= 0 || value > LARGEST_COMPRESSED)) {
                return false;
            }
            in.skipNBytes(4);
            if (value != MAGIC) {
                byte[] compressed = in.readNBytes(value);
                if (compressed.length < value) {
                    throw new EOFException(
                            "an lz4 block of %d bytes ends after %d".formatted(value, compressed.length));
                }
                block = new BlockLZ4CompressorInputStream(new ByteArrayInputStream(compressed));
                return true;
            }
        }
    }
}
