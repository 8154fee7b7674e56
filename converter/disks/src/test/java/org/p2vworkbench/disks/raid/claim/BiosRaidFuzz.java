package org.p2vworkbench.disks.raid.claim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.raid.adaptec.AdaptecFormat;
import org.p2vworkbench.disks.raid.hardware.HardwareSignatures;
import org.p2vworkbench.disks.raid.highpoint.HighpointFormat;
import org.p2vworkbench.disks.raid.jmicron.JmicronFormat;
import org.p2vworkbench.disks.raid.lsi.LsiFormat;
import org.p2vworkbench.disks.raid.nvidia.NvidiaFormat;
import org.p2vworkbench.disks.raid.promise.PromiseFormat;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidFormat;
import org.p2vworkbench.disks.raid.set.RaidSet;
import org.p2vworkbench.disks.raid.sil.SilFormat;
import org.p2vworkbench.disks.raid.sis.SisFormat;
import org.p2vworkbench.disks.raid.via.ViaFormat;

/** Fuzz target: whatever two disks hold, looking for BIOS RAID ends in sets that can be read or an {@link IOException}. */
public final class BiosRaidFuzz {

    private static final int MOST_BYTES = 1 << 20;

    static final List<RaidFormat> FORMATS = List.of(
            new AdaptecFormat(),
            new HighpointFormat(),
            new JmicronFormat(),
            new LsiFormat(),
            new NvidiaFormat(),
            new PromiseFormat(),
            new SilFormat(),
            new SisFormat(),
            new ViaFormat());

    private BiosRaidFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        int length = Math.min(data.length, MOST_BYTES);
        int half = length / 2;
        List<RaidDisk> disks = List.of(
                RaidDisk.of(new MemorySource("sda", Arrays.copyOf(data, half))),
                RaidDisk.of(new MemorySource("sdb", Arrays.copyOfRange(data, half, length))));
        try {
            for (RaidDisk disk : disks) {
                HardwareSignatures.on(disk);
            }
            for (RaidFormat format : FORMATS) {
                for (RaidSet set : format.find(disks)) {
                    if (set.volume().isPresent()) {
                        readEnds(set.volume().get());
                    }
                }
            }
        } catch (IOException expected) {
            // What hostile disks may end in.
        }
    }

    private static void readEnds(BlockSource volume) throws IOException {
        int length = (int) Math.min(4096, volume.size());
        volume.read(0, ByteBuffer.allocate(length));
        volume.read(volume.size() - length, ByteBuffer.allocate(length));
    }
}
