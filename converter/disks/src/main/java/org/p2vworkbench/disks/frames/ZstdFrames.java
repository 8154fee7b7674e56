package org.p2vworkbench.disks.frames;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;

/** Zstandard frames, each with its content's size and checksum. */
final class ZstdFrames implements FrameCodec.Compressor {

    private final ZstdCompressCtx context = new ZstdCompressCtx();

    ZstdFrames(int level) {
        context.setLevel(level);
        context.setChecksum(true);
        context.setContentSize(true);
    }

    @Override
    public FrameCodec.Frame compress(byte[] plain, int length) throws IOException {
        byte[] frame = new byte[Math.toIntExact(Zstd.compressBound(length))];
        try {
            return new FrameCodec.Frame(frame, context.compressByteArray(frame, 0, frame.length, plain, 0, length));
        } catch (ZstdException refused) {
            throw new IOException("zstd cannot compress %d bytes".formatted(length), refused);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
