package org.p2vworkbench.disks.volume.ldm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.volume.Volume;
import org.p2vworkbench.disks.volume.VolumeGroup;

/** Fuzz target: whatever a dynamic disk's database says, the answer is groups or an {@link IOException}. */
public final class LdmFuzz {

    private static final int MOST_BYTES = 4 << 20;

    private LdmFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        MemorySource disk = new MemorySource("fuzz", Arrays.copyOf(data, Math.min(data.length, MOST_BYTES)));
        try {
            for (VolumeGroup group : new LdmGroups().find(List.of(disk))) {
                for (Volume volume : group.volumes()) {
                    if (volume.bytes().isPresent() && volume.sizeBytes() >= 4096) {
                        volume.bytes().get().read(volume.sizeBytes() - 4096, ByteBuffer.allocate(4096));
                    }
                }
            }
        } catch (IOException expected) {
            // What a hostile disk may end in.
        }
    }
}
