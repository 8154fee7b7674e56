package org.p2vworkbench.disks.raid.md;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.MemorySource;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidSet;

/** Fuzz target: whatever two disks hold, looking for md sets on them ends in sets or an {@link IOException}. */
public final class MdFuzz {

    private static final int MOST_BYTES = 1 << 18;

    private MdFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        int half = Math.min(data.length, MOST_BYTES) / 2;
        List<RaidDisk> disks = List.of(
                RaidDisk.of(new MemorySource("one", Arrays.copyOf(data, half))),
                RaidDisk.of(new MemorySource("other", Arrays.copyOfRange(data, half, 2 * half))));
        try {
            for (RaidSet set : new MdFormat().find(disks)) {
                if (set.volume().isPresent()) {
                    readSome(set.volume().get());
                }
            }
        } catch (IOException expected) {
            // What hostile disks may end in.
        }
    }

    private static void readSome(BlockSource volume) throws IOException {
        int length = (int) Math.min(volume.size(), 1 << 16);
        volume.extents(0, volume.size());
        volume.read(0, ByteBuffer.allocate(length));
        volume.read(volume.size() - length, ByteBuffer.allocate(length));
    }
}
