package org.p2vworkbench.disks.raid.promise;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.raid.claim.TailSector;

/**
 * Where FastTraks keep their records. The first BIOS put them at the start of the last track of the drive's geometry, and
 * the distance from the end varies with that; dmraid collected the distances seen. A disk of several volumes has an area
 * for each, 14 sectors apart.
 */
final class PromiseAreas {

    private static final long[] FROM_END = {63, 255, 256, 16, 399, 591, 675, 735, 911, 974, 991, 951, 3087};

    /** On large disks counted from the front: the end of what 28-bit addresses reach. */
    private static final long FROM_FRONT = 268435377;

    private static final int AREAS = 4;
    private static final int AREAS_APART = 14;
    private static final int AREA_SECTORS = PromiseRecord.BYTES / TailSector.BYTES;

    private static final String PROMISE = "Promise Technology, Inc.";
    private static final String FREEBSD = "FreeBSD ATA driver RAID ";

    private PromiseAreas() {}

    /** Those of the first place that has any. */
    static List<PromiseRecord> read(BlockSource disk) throws IOException {
        for (long distance : FROM_END) {
            List<PromiseRecord> found = from(disk, TailSector.count(disk) - distance);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return from(disk, FROM_FRONT);
    }

    private static List<PromiseRecord> from(BlockSource disk, long sector) throws IOException {
        List<PromiseRecord> found = new ArrayList<>();
        for (int area = 0; area < AREAS; area++) {
            Optional<Block> block =
                    TailSector.at(disk, sector + (long) area * AREAS_APART, AREA_SECTORS, ByteOrder.LITTLE_ENDIAN);
            if (block.isEmpty() || !signed(block.get())) {
                return found;
            }
            found.add(PromiseRecord.parse(block.get(), area));
        }
        return found;
    }

    private static boolean signed(Block in) {
        String signature = in.ascii(0, PROMISE.length(), "signature");
        return signature.equals(PROMISE) || signature.equals(FREEBSD);
    }
}
