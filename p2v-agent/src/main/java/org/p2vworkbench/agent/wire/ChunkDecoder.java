package org.p2vworkbench.agent.wire;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Gets the plain bytes out of chunks and compares them with their checksum. For one thread. */
public final class ChunkDecoder implements Closeable {

    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
    private byte[] unpacked = new byte[0];

    /**
     * Puts the chunk's plain bytes into {@code plain} from {@code at} on.
     *
     * @throws WireException if they are not what the checksum was made of
     */
    public void decode(Chunk chunk, byte[] plain, int at) throws WireException {
        decode(chunk, UsedParts.whole(chunk.offset(), chunk.plainBytes()), plain, at);
    }

    /** The same of a chunk of which these parts were asked for. */
    public void decode(Chunk chunk, UsedParts parts, byte[] plain, int at) throws WireException {
        int length = chunk.plainBytes();
        ByteBuffer payload = chunk.payload();
        int from = payload.arrayOffset() + payload.position();
        switch (chunk.encoding()) {
            case ZERO -> Arrays.fill(plain, at, at + length, (byte) 0);
            case RAW -> System.arraycopy(payload.array(), from, plain, at, length);
            case ZSTD -> decompress(chunk, plain, at, length);
            case PARTS -> {
                if (payload.remaining() != parts.bytes()) {
                    throw new WireException("chunk at 0x%x: %d bytes of its parts, expected %d"
                            .formatted(chunk.offset(), payload.remaining(), parts.bytes()));
                }
                parts.scatter(payload.array(), from, plain, at);
            }
            case ZSTD_PARTS -> {
                if (unpacked.length < parts.bytes()) {
                    unpacked = new byte[length];
                }
                decompress(chunk, unpacked, 0, parts.bytes());
                parts.scatter(unpacked, 0, plain, at);
            }
        }
        if (Fingerprint.crc32c(plain, at, length) != chunk.fingerprint().crc32c()) {
            throw new WireException("chunk at 0x%x, %d bytes: its bytes have another CRC-32C than it says"
                    .formatted(chunk.offset(), length));
        }
    }

    private void decompress(Chunk chunk, byte[] into, int at, int expected) throws WireException {
        ByteBuffer payload = chunk.payload();
        int from = payload.arrayOffset() + payload.position();
        int got;
        try {
            got = zstd.decompressByteArray(into, at, expected, payload.array(), from, payload.remaining());
        } catch (ZstdException damaged) {
            throw new WireException("chunk at 0x%x: no zstd frame of %d bytes: %s"
                    .formatted(chunk.offset(), expected, damaged.getMessage()));
        }
        if (got != expected) {
            throw new WireException(
                    "chunk at 0x%x: unpacks to %d bytes, expected %d".formatted(chunk.offset(), got, expected));
        }
    }

    @Override
    public void close() {
        zstd.close();
    }
}
