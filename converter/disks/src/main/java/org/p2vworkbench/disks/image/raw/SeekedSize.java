package org.p2vworkbench.disks.image.raw;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The size of a block device: {@code stat} says 0, and on Linux {@code FileChannel.size} does too on some JDKs. The
 * last readable byte is found by doubling and halving, about 80 one-byte reads.
 */
final class SeekedSize {

    private SeekedSize() {}

    static long of(FileChannel device) throws IOException {
        long readable = 0;
        long beyond = 1;
        while (hasByteAt(device, beyond - 1)) {
            readable = beyond;
            beyond = Math.multiplyExact(beyond, 2);
        }
        while (beyond - readable > 1) {
            long middle = readable + (beyond - readable) / 2;
            if (hasByteAt(device, middle - 1)) {
                readable = middle;
            } else {
                beyond = middle;
            }
        }
        return readable;
    }

    private static boolean hasByteAt(FileChannel device, long offset) throws IOException {
        return device.read(ByteBuffer.allocate(1), offset) == 1;
    }
}
