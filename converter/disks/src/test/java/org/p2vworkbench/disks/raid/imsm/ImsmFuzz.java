package org.p2vworkbench.disks.raid.imsm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.content.Score;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidSet;

/** Fuzz target: whatever the last member of a set holds, it is told what it is, or an IOException says why not. */
public final class ImsmFuzz {

    private static final List<RaidDisk> OTHERS =
            ImsmSets.disks(ImsmSets.set(5, 3, ImsmSets.CONTENT).subList(0, 2));
    private static final ImsmFormat FORMAT = new ImsmFormat(volume -> new Score(1, 0, List.of()));

    private ImsmFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        RaidDisk known = ImsmSets.disk("fuzzed", data, Optional.of("SERIAL2"));
        RaidDisk unknown = ImsmSets.disk("fuzzed", data, Optional.empty());
        try {
            for (List<RaidDisk> disks : List.of(List.of(unknown), List.of(OTHERS.get(0), known, OTHERS.get(1)))) {
                for (RaidSet set : FORMAT.find(disks)) {
                    if (set.volume().isPresent()) {
                        readEnds(set.volume().get());
                    }
                }
            }
            ImsmFormat.structures(known);
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
