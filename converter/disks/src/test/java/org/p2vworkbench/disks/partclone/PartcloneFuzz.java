package org.p2vworkbench.disks.partclone;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.p2vworkbench.disks.BlockSource;

/** Fuzz target: whatever the bytes, a saved volume opens and reads, or an IOException says why not. */
public final class PartcloneFuzz {

    private PartcloneFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try (BlockSource volume =
                new StreamedVolume("fuzz", SavedVolumes.open(Streams.opener(data), 1L << 32), new RecentWindows())) {
            int end = (int) Math.min(volume.size(), 64 << 10);
            volume.extents(0, volume.size());
            volume.read(0, ByteBuffer.allocate(end));
            volume.read(volume.size() - end, ByteBuffer.allocate(Math.min(end, 1)));
        } catch (IOException expected) {
            // Malformed input is said to be so.
        }
    }
}
