package org.p2vworkbench.disks.partclone;

import java.io.IOException;
import java.util.Arrays;
import org.p2vworkbench.disks.unpack.Unpacked;

/** The blocks of an image of format 0001, put where the bitmap says. */
final class OldStream implements VolumeStream {

    private final Unpacked in;
    private final BlockBitmap bitmap;
    private final int blockBytes;
    private final byte[] stored;
    private final OldSums sums;
    private long position;
    private byte first;
    private long leftBlocks;

    OldStream(Unpacked in, BlockBitmap bitmap, int blockBytes, int sumBytes) {
        this.in = in;
        this.bitmap = bitmap;
        this.blockBytes = blockBytes;
        stored = new byte[sumBytes];
        sums = new OldSums(blockBytes);
        leftBlocks = bitmap.used();
    }

    @Override
    public void read(byte[] into, int from, int length) throws IOException {
        for (int at = from; at < from + length; ) {
            int inBlock = (int) (position % blockBytes);
            int piece = Math.min(from + length - at, blockBytes - inBlock);
            if (bitmap.isUsed(position / blockBytes)) {
                in.readFully(into, at, piece);
                if (inBlock == 0) {
                    first = into[at];
                }
                if (inBlock + piece == blockBytes) {
                    endBlock();
                }
            } else {
                Arrays.fill(into, at, at + piece, (byte) 0);
            }
            at += piece;
            position += piece;
        }
    }

    private void endBlock() throws IOException {
        leftBlocks--;
        int got = in.read(stored, 0, stored.length);
        if (got < OldSums.SUM_BYTES || OldSums.stored(stored, 0) != sums.next(first)) {
            throw in.damaged(
                    "no checksum of a block at byte %d of its content: bytes are missing before it"
                            .formatted(in.position() - got),
                    null);
        }
        if (leftBlocks == 0
                && in.read(new byte[OldSums.WIDE_SUM_BYTES], 0, OldSums.WIDE_SUM_BYTES)
                        > OldSums.WIDE_SUM_BYTES - OldSums.SUM_BYTES) {
            throw in.damaged(
                    "something follows the last block, at byte %d of its content".formatted(in.position()), null);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
