package org.p2vworkbench.disks.image.vdi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.blocks.Images;

/** Fuzz target: whatever the bytes, a VDI opens and reads, or an IOException says why not. */
public final class VdiFuzz {

    private static final byte[] PARENT = VdiSamples.parent().bytes();

    private VdiFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try (DiskImage image = Images.openAs("vdi", Map.of("child.vdi", data, "base.vdi", PARENT), "child.vdi")) {
            long end = Math.min(image.size(), 1 << 20);
            image.extents(0, end);
            image.read(0, ByteBuffer.allocate((int) end));
            image.extents(image.size() - end, image.size());
        } catch (IOException expected) {
            // Malformed input is said to be so.
        }
    }
}
