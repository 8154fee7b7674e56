package org.p2vworkbench.fixups.linux.initramfs;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes of exactly one frame, still compressed (RFC 8878, section 3.1.1). The library reads ahead of what it
 * decompresses, and nobody would know where the frame ended.
 */
final class ZstdFrame extends InputStream {

    private static final int MAGIC_BYTES = 4;
    private static final int CHECKSUM_BYTES = 4;
    private static final int LARGEST_HEADER = 14;

    /** Block_Maximum_Size, section 3.1.1.2.4. */
    private static final int LARGEST_BLOCK = 128 << 10;

    private enum Next {
        HEADER,
        BLOCK,
        CHECKSUM,
        END
    }

    private final InputStream in;
    private byte[] piece = {};
    private int at;
    private Next next = Next.HEADER;
    private boolean checksum;

    ZstdFrame(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (at == piece.length) {
            if (next == Next.END) {
                return -1;
            }
            piece = nextPiece();
            at = 0;
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, into, offset, count);
        at += count;
        return count;
    }

    private byte[] nextPiece() throws IOException {
        return switch (next) {
            case HEADER -> header();
            case BLOCK -> block();
            case CHECKSUM -> {
                next = Next.END;
                yield exactly(CHECKSUM_BYTES);
            }
            case END -> throw new AssertionError(next);
        };
    }

    private byte[] header() throws IOException {
        byte[] start = exactly(MAGIC_BYTES + 1);
        int descriptor = start[MAGIC_BYTES] & 0xff;
        boolean singleSegment = (descriptor & 0x20) != 0;
        int sizeFlag = descriptor >> 6;
        int sizeBytes = sizeFlag == 0 ? (singleSegment ? 1 : 0) : 1 << sizeFlag;
        int dictionaryFlag = descriptor & 3;
        int dictionaryBytes = dictionaryFlag == 3 ? 4 : dictionaryFlag;
        int rest = (singleSegment ? 0 : 1) + dictionaryBytes + sizeBytes;
        checksum = (descriptor & 4) != 0;
        next = Next.BLOCK;
        byte[] header = Arrays.copyOf(start, start.length + Math.min(rest, LARGEST_HEADER));
        System.arraycopy(exactly(rest), 0, header, start.length, rest);
        return header;
    }

    private byte[] block() throws IOException {
        byte[] start = exactly(3);
        int header = start[0] & 0xff | (start[1] & 0xff) << 8 | (start[2] & 0xff) << 16;
        boolean last = (header & 1) != 0;
        int type = header >> 1 & 3;
        int size = header >> 3;
        // A run is one byte, however long it becomes.
        int stored = type == 1 ? 1 : size;
        if (type == 3 || stored > LARGEST_BLOCK) {
            throw new IOException("a zstd block of type %d and %d bytes; blocks have at most %d"
                    .formatted(type, stored, LARGEST_BLOCK));
        }
        next = !last ? Next.BLOCK : checksum ? Next.CHECKSUM : Next.END;
        byte[] block = Arrays.copyOf(start, start.length + stored);
        System.arraycopy(exactly(stored), 0, block, start.length, stored);
        return block;
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("a zstd frame ends in its middle");
        }
        return bytes;
    }
}
