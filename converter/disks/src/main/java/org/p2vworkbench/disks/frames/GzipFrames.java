package org.p2vworkbench.disks.frames;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/** Members of a gzip file. */
final class GzipFrames implements FrameCodec.Compressor {

    private static final int BUFFER_BYTES = 1 << 16;

    private final int level;

    GzipFrames(int level) {
        this.level = level;
    }

    @Override
    public FrameCodec.Frame compress(byte[] plain, int length) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(length / 2 + BUFFER_BYTES);
        try (LevelledGzip member = new LevelledGzip(frame, level)) {
            member.write(plain, 0, length);
        }
        byte[] bytes = frame.toByteArray();
        return new FrameCodec.Frame(bytes, bytes.length);
    }

    @Override
    public void close() {
        // Every member has its own deflater.
    }

    /** The JDK's class takes no level but for its subclasses. */
    private static final class LevelledGzip extends GZIPOutputStream {

        LevelledGzip(ByteArrayOutputStream out, int level) throws IOException {
            super(out, BUFFER_BYTES);
            def.setLevel(level);
        }
    }
}
