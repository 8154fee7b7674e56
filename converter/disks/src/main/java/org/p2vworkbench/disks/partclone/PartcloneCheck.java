package org.p2vworkbench.disks.partclone;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.p2vworkbench.disks.DiskAddress;
import org.p2vworkbench.disks.DiskFormatException;

/** Reads an image of format 0002 from front to end and compares each checksum in it with the bytes it is of. */
public final class PartcloneCheck {

    private static final int BUFFER_BYTES = 1 << 16;

    private static final String NEXT = "The image is damaged; copy it again from where it came from.";

    private final String name;
    private final InputStream in;
    private long at;

    private PartcloneCheck(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    /**
     * The header of an image of which every checksum is right and that ends where it should.
     *
     * @param name for errors
     */
    public static PartcloneHeader check(String name, InputStream in) throws IOException {
        return new PartcloneCheck(name, in).check();
    }

    private PartcloneHeader check() throws IOException {
        byte[] head = new byte[PartcloneHeader.SIZE];
        fill(head, head.length);
        PartcloneHeader header = PartcloneHeader.decode(name, head);
        long used = header.bitmap() == PartcloneHeader.BitmapMode.BITS ? usedInBits(header) : -1;
        if (used < 0 || used != header.usedInBitmap()) {
            throw damaged("the header says that %d blocks are stored, the bitmap %s"
                    .formatted(header.usedInBitmap(), used < 0 ? "is of another kind" : "has " + used));
        }
        checkStrips(header, used);
        if (in.read() >= 0) {
            throw damaged("the image goes on behind its last block");
        }
        return header;
    }

    private long usedInBits(PartcloneHeader header) throws IOException {
        CrcSum sum = new CrcSum();
        byte[] buffer = new byte[BUFFER_BYTES];
        long used = 0;
        long bits = header.blocks();
        for (long left = header.bitmap().bytes(header.blocks()); left > 0; ) {
            int length = (int) Math.min(left, buffer.length);
            fill(buffer, length);
            sum.update(buffer, 0, length);
            for (int i = 0; i < length; i++) {
                // What the last byte says of blocks behind the last one means nothing.
                int mask = bits < Byte.SIZE ? (1 << bits) - 1 : 0xff;
                used += Integer.bitCount(buffer[i] & mask);
                bits -= Byte.SIZE;
            }
            left -= length;
        }
        compare(sum, CrcSum.BYTES, "bitmap");
        return used;
    }

    private void checkStrips(PartcloneHeader header, long used) throws IOException {
        StripSum sum = header.checksum().start();
        byte[] block = new byte[header.blockBytes()];
        long inStrip = 0;
        for (long done = 0; done < used; done++) {
            fill(block, block.length);
            sum.update(block, 0, block.length);
            inStrip++;
            if (inStrip == header.blocksPerSum() || done == used - 1) {
                compare(
                        sum,
                        header.checksum().sumBytes(),
                        "strip of blocks that ends with the %d.".formatted(done + 1));
                inStrip = 0;
                if (header.reseed()) {
                    sum.reset();
                }
            }
        }
    }

    private void compare(StripSum sum, int length, String what) throws IOException {
        byte[] stored = new byte[length];
        fill(stored, length);
        if (!Arrays.equals(stored, sum.stored())) {
            throw damaged("the checksum of the %s is not that of its bytes".formatted(what));
        }
    }

    private void fill(byte[] into, int length) throws IOException {
        int got = in.readNBytes(into, 0, length);
        at += got;
        if (got < length) {
            throw damaged("the image ends here, in the middle");
        }
    }

    private DiskFormatException damaged(String what) {
        return new DiskFormatException(new DiskAddress(name, at), what, NEXT);
    }
}
