package org.p2vworkbench.disks.image.qcow2;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.image.DiskImage;

/** Fuzz target: whatever the bytes, only an {@link IOException} comes out. */
public final class Qcow2Fuzz {

    private static final int MOST_READ_BYTES = 1 << 20;

    private Qcow2Fuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try (DiskImage disk = Opened.bytes(data)) {
            long end = Math.min(disk.size(), MOST_READ_BYTES);
            for (Extent run : disk.extents(0, disk.size())) {
                if (!run.isZero() && run.offset() < end) {
                    disk.read(run.offset(), ByteBuffer.allocate((int) Math.min(run.length(), end - run.offset())));
                }
            }
            disk.structures();
        } catch (IOException expected) {
            // The input is malformed, and that is how it is said.
        }
    }
}
