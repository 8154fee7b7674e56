package org.p2vworkbench.disks.partclone;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.zip.CRC32;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.unpack.Compression;

/** Images written by hand, of every kind that partclone and ntfsclone have had, and what is in them. */
final class Streams {

    static final int BLOCK_BYTES = 1024;
    static final int BLOCKS = 4003;

    private Streams() {}

    /** Which blocks are in use: runs, and every second one for a while. */
    static boolean isUsed(int block) {
        return block < 40
                || block > 1000 && block < 1300 && block % 2 == 0
                || block > 3000 && block < 3900
                || block == BLOCKS - 1;
    }

    static byte[] content() {
        byte[] content = new byte[BLOCKS * BLOCK_BYTES];
        byte[] block = new byte[BLOCK_BYTES];
        Random random = new Random(7);
        for (int i = 0; i < BLOCKS; i++) {
            if (isUsed(i)) {
                random.nextBytes(block);
                System.arraycopy(block, 0, content, i * BLOCK_BYTES, BLOCK_BYTES);
            }
        }
        return content;
    }

    static byte[] v2(PartcloneChecksum checksum, int blocksPerSum, boolean reseed, PartcloneHeader.BitmapMode mode) {
        PartcloneHeader header = new PartcloneHeader(
                "0.3.40",
                "EXTFS",
                (long) BLOCKS * BLOCK_BYTES,
                BLOCKS,
                1,
                1,
                BLOCK_BYTES,
                64,
                checksum,
                blocksPerSum,
                reseed,
                mode);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header.encode());
        byte[] bitmap = bitmap(mode);
        if (mode != PartcloneHeader.BitmapMode.NONE) {
            out.writeBytes(bitmap);
            out.writeBytes(PartcloneHeader.bitmapCrc(bitmap));
        }
        StripSum sum = checksum.start();
        byte[] content = content();
        int inStrip = 0;
        for (int i = 0; i < BLOCKS; i++) {
            if (mode != PartcloneHeader.BitmapMode.NONE && !isUsed(i)) {
                continue;
            }
            out.write(content, i * BLOCK_BYTES, BLOCK_BYTES);
            sum.update(content, i * BLOCK_BYTES, BLOCK_BYTES);
            inStrip++;
            if (inStrip == blocksPerSum || i == BLOCKS - 1) {
                out.writeBytes(sum.stored());
                inStrip = 0;
                if (reseed) {
                    sum.reset();
                }
            }
        }
        return out.toByteArray();
    }

    private static byte[] bitmap(PartcloneHeader.BitmapMode mode) {
        byte[] bitmap = new byte[(int) mode.bytes(BLOCKS)];
        for (int i = 0; i < BLOCKS && bitmap.length > 0; i++) {
            if (mode == PartcloneHeader.BitmapMode.BYTES) {
                bitmap[i] = (byte) (isUsed(i) ? 1 : i % 3 == 0 ? 7 : 0);
            } else if (isUsed(i)) {
                bitmap[i / 8] |= (byte) (1 << i % 8);
            }
        }
        if (mode == PartcloneHeader.BitmapMode.BITS) {
            // As found in real images: bits behind the last block say nothing.
            bitmap[bitmap.length - 1] |= (byte) (0xff << BLOCKS % 8);
        }
        return bitmap;
    }

    /** @param sumBytes 4, or 8 as some builds wrote it */
    static byte[] v1(int sumBytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer head = ByteBuffer.allocate(4160).order(ByteOrder.LITTLE_ENDIAN);
        head.put(0, "partclone-image".getBytes()).put(15, "EXTFS".getBytes()).put(30, "0001".getBytes());
        head.putInt(36, BLOCK_BYTES)
                .putLong(40, (long) BLOCKS * BLOCK_BYTES)
                .putLong(48, BLOCKS)
                .putLong(56, 3);
        out.writeBytes(head.array());
        out.writeBytes(bitmap(PartcloneHeader.BitmapMode.BYTES));
        out.writeBytes("BiTmAgIc".getBytes());
        byte[] content = content();
        CRC32 crc = new CRC32();
        for (int i = 0; i < BLOCKS; i++) {
            if (isUsed(i)) {
                out.write(content, i * BLOCK_BYTES, BLOCK_BYTES);
                for (int n = 0; n < BLOCK_BYTES; n++) {
                    crc.update(content[i * BLOCK_BYTES]);
                }
                ByteBuffer sum = ByteBuffer.allocate(sumBytes).order(ByteOrder.LITTLE_ENDIAN);
                out.writeBytes(sum.putInt(0, ~(int) crc.getValue()).array());
            }
        }
        return out.toByteArray();
    }

    static byte[] ntfsclone() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer head = ByteBuffer.allocate(56).order(ByteOrder.LITTLE_ENDIAN);
        head.put(0, "\0ntfsclone-image".getBytes())
                .put(16, (byte) 10)
                .put(17, (byte) 1)
                .putInt(18, BLOCK_BYTES);
        head.putLong(22, (long) BLOCKS * BLOCK_BYTES)
                .putLong(30, BLOCKS - 1)
                .putLong(38, 5)
                .putInt(46, 56);
        out.writeBytes(head.array());
        byte[] content = content();
        long skipped = 0;
        for (int i = 0; i < BLOCKS; i++) {
            if (!isUsed(i)) {
                skipped++;
                continue;
            }
            if (skipped > 0) {
                out.writeBytes(ByteBuffer.allocate(9)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(1, skipped)
                        .array());
                skipped = 0;
            }
            out.write(1);
            out.write(content, i * BLOCK_BYTES, BLOCK_BYTES);
        }
        return out.toByteArray();
    }

    static StreamOpener opener(byte[] image) {
        return () -> Compression.NONE.open(new MemorySource("sda1.img", image));
    }
}
