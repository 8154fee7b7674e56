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
    public int mostBytes(int plainBytes) {
        return Math.toIntExact(Zstd.compressBound(plainBytes));
    }

    @Override
    public int compress(byte[] plain, int length, byte[] room) throws IOException {
        try {
            return context.compressByteArray(room, 0, room.length, plain, 0, length);
        } catch (ZstdException refused) {
            throw new IOException("zstd cannot compress %d bytes".formatted(length), refused);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
