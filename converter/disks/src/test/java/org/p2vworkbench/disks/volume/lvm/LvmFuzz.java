package org.p2vworkbench.disks.volume.lvm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.volume.Volume;
import org.p2vworkbench.disks.volume.VolumeGroup;
import org.p2vworkbench.fixtures.lvm.LvmPhysicalVolume;

/** Fuzz target: a text that says anything, on a physical volume that is in order, ends in groups or an IOException. */
public final class LvmFuzz {

    private static final int MOST_BYTES = 256 << 10;

    private LvmFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, 0, Math.min(data.length, MOST_BYTES), StandardCharsets.ISO_8859_1);
        byte[] image = new LvmPhysicalVolume(LvmSamples.pvId(0), LvmSamples.PV_BYTES)
                .text(text)
                .bytes();
        try {
            for (VolumeGroup group : new LvmGroups().find(List.of(new MemorySource("fuzz", image)))) {
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
