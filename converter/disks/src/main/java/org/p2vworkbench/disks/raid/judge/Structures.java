package org.p2vworkbench.disks.raid.judge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/** The filesystems whose structures are known here. */
public final class Structures {

    private static final int START_BYTES = 4096;

    private Structures() {}

    /** The map of the filesystem that begins with the bytes at {@code at}, when one does. */
    public static Optional<StructureMap> startingAt(Window window, int at) {
        Optional<StructureMap> found = ExtMap.startingAt(window, at);
        if (found.isEmpty()) {
            found = NtfsMap.startingAt(window, at);
        }
        return found.isPresent() ? found : XfsMap.startingAt(window, at);
    }

    /** The map of a filesystem that the bytes at {@code at} describe although it does not begin there. */
    public static Optional<StructureMap> describedAt(Window window, int at) {
        Optional<StructureMap> found = NtfsMap.fromWithin(window, at);
        return found.isPresent() ? found : ExtMap.fromWithin(window, at);
    }

    /** Maps to try when nothing at all describes a filesystem, though parts of one may be there. */
    public static List<StructureMap> usual() {
        return NtfsMap.usual();
    }

    static Optional<StructureMap> startOf(BlockSource volume) throws IOException {
        if (volume.size() < START_BYTES) {
            return Optional.empty();
        }
        ByteBuffer start = ByteBuffer.allocate(START_BYTES);
        volume.read(0, start);
        return startingAt(new Window(0, start.array()), 0);
    }
}
