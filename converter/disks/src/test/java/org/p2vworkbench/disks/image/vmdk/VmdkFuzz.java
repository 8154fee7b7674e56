package org.p2vworkbench.disks.image.vmdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.p2vworkbench.disks.Extent;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.image.DiskImage;

/**
 * Fuzz target: the bytes are a VMDK and also every file it names. Nothing but {@link IOException} may come out, and
 * that is caught.
 */
public final class VmdkFuzz {

    private static final int MOST_READ = 4 << 20;

    private VmdkFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            MemoryFolder folder = new MemoryFolder().with("disk.vmdk", data);
            for (String name : VmdkFiles.referencedBy(new MemorySource("disk.vmdk", data))) {
                folder.with(name, data);
            }
            read(folder);
        } catch (IOException refused) {
            // The one way out for what cannot be read.
        }
    }

    static void read(MemoryFolder folder) throws IOException {
        try (DiskImage image = folder.image("disk.vmdk")) {
            ByteBuffer into = ByteBuffer.allocate(1 << 16);
            long left = Math.min(MOST_READ, image.size());
            for (Extent run : image.extents(0, Math.min(image.size(), 1L << 40))) {
                for (long at = run.offset(); at < run.end() && left > 0 && !run.isZero(); at += into.limit()) {
                    into.clear().limit((int) Math.min(into.capacity(), run.end() - at));
                    image.read(at, into);
                    left -= into.limit();
                }
            }
            image.structures();
        }
    }
}
