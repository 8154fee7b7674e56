package org.p2vworkbench.disks.frames;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Members of a gzip file (RFC 1952, section 2.3): a header of 10 bytes without name or time, deflated bytes, their CRC-32
 * and their length.
 */
final class GzipFrames implements FrameCodec.Compressor {

    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int TRAILER_BYTES = 8;

    private final Deflater deflater;

    GzipFrames(int level) {
        deflater = new Deflater(level, true);
    }

    /** As zlib reckons for any setting (deflate.c, deflateBound), and the member around it. */
    @Override
    public int mostBytes(int plainBytes) {
        return plainBytes + (plainBytes >> 3) + (plainBytes >> 6) + HEADER.length + TRAILER_BYTES + 16;
    }

    @Override
    public int compress(byte[] plain, int length, byte[] room) throws IOException {
        System.arraycopy(HEADER, 0, room, 0, HEADER.length);
        deflater.reset();
        deflater.setInput(plain, 0, length);
        deflater.finish();
        int at = HEADER.length;
        while (!deflater.finished()) {
            int got = deflater.deflate(room, at, room.length - at - TRAILER_BYTES);
            if (got == 0) {
                throw new IOException("deflate needs more room than it ever should");
            }
            at += got;
        }
        CRC32 crc = new CRC32();
        crc.update(plain, 0, length);
        ByteBuffer.wrap(room)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(at, (int) crc.getValue())
                .putInt(at + Integer.BYTES, length);
        return at + TRAILER_BYTES;
    }

    @Override
    public void close() {
        deflater.end();
    }
}
