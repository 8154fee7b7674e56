package org.p2vworkbench.disks.partclone;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.p2vworkbench.disks.unpack.Unpacked;

/**
 * The blocks of an image of format 0002, put where the bitmap says. A strip may be larger than what is asked for, so its
 * sum runs along; a strip is known to be good only when its end was read.
 */
final class StripStream implements VolumeStream {

    private final Unpacked in;
    private final BlockBitmap bitmap;
    private final int blockBytes;
    private final boolean reseed;
    private final StripSum sum;
    private final byte[] stored;
    private final long stripBytes;
    private long leftInStrip;
    private long left;
    private long position;

    StripStream(Unpacked in, BlockBitmap bitmap, PartcloneHeader header) {
        this.in = in;
        this.bitmap = bitmap;
        blockBytes = header.blockBytes();
        reseed = header.reseed();
        sum = header.checksum().start();
        stored = new byte[header.checksum().sumBytes()];
        stripBytes = stored.length == 0 ? Long.MAX_VALUE : header.blocksPerSum() * blockBytes;
        leftInStrip = stripBytes;
        left = bitmap.used() * blockBytes;
    }

    @Override
    public void read(byte[] into, int from, int length) throws IOException {
        int at = from;
        int end = from + length;
        while (at < end) {
            long block = position / blockBytes;
            long limit = (position + (end - at) + blockBytes - 1) / blockBytes;
            int run = (int) Math.min(end - at, bitmap.runEnd(block, limit) * blockBytes - position);
            if (bitmap.isUsed(block)) {
                readUsed(into, at, run);
            } else {
                Arrays.fill(into, at, at + run, (byte) 0);
            }
            at += run;
            position += run;
        }
    }

    private void readUsed(byte[] into, int from, int length) throws IOException {
        for (int at = from; at < from + length; ) {
            int piece = (int) Math.min(from + length - at, leftInStrip);
            in.readFully(into, at, piece);
            sum.update(into, at, piece);
            at += piece;
            leftInStrip -= piece;
            left -= piece;
            if (leftInStrip == 0 || left == 0) {
                endStrip();
            }
        }
    }

    private void endStrip() throws IOException {
        in.readFully(stored, 0, stored.length);
        byte[] given = sum.stored();
        if (!Arrays.equals(stored, given)) {
            throw in.damaged(
                    "the checksum at byte %d of its content is %s, the blocks before it give %s: up to %d bytes before it are damaged"
                            .formatted(
                                    in.position() - stored.length,
                                    HexFormat.of().formatHex(stored),
                                    HexFormat.of().formatHex(given),
                                    stripBytes),
                    null);
        }
        if (reseed) {
            sum.reset();
        }
        leftInStrip = stripBytes;
        if (left == 0 && !in.ended()) {
            throw in.damaged(
                    "something follows the last block, at byte %d of its content".formatted(in.position()), null);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
