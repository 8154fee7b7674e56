package org.p2vworkbench.disks.raid.ddf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.content.Score;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidSet;

/** Fuzz target: whatever the last member of a set holds, it is told what it is, or an IOException says why not. */
public final class DdfFuzz {

    private static final List<RaidDisk> OTHERS = DdfSets.disks(DdfSets.raid5().subList(0, 2));
    private static final DdfFormat FORMAT = new DdfFormat(volume -> new Score(1, 0, List.of()));

    private DdfFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        RaidDisk disk = DdfSets.disk("fuzzed", data);
        try {
            for (List<RaidDisk> disks : List.of(List.of(disk), List.of(OTHERS.get(0), disk, OTHERS.get(1)))) {
                for (RaidSet set : FORMAT.find(disks)) {
                    if (set.volume().isPresent()) {
                        readEnds(set.volume().get());
                    }
                }
            }
            DdfFormat.structures(disk);
        } catch (IOException expected) {
            // Malformed input is said to be so.
        }
    }

    private static void readEnds(BlockSource volume) throws IOException {
        int length = (int) Math.min(4096, volume.size());
        volume.read(0, ByteBuffer.allocate(length));
        volume.read(volume.size() - length, ByteBuffer.allocate(length));
    }
}
