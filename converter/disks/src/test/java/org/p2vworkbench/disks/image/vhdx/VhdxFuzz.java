package org.p2vworkbench.disks.image.vhdx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.zip.CRC32C;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.blocks.Images;

/** Fuzz target: whatever the bytes, a VHDX opens and reads, or an IOException says why not. */
public final class VhdxFuzz {

    private static final byte[] PARENT = VhdxSamples.parent();
    private static final int LOG_AT = 1 << 20;

    private VhdxFuzz() {}

    /** Checksums are made true first: nearly all damage would end at them, and their check has tests of its own. */
    public static void fuzzerTestOneInput(byte[] data) {
        byte[] repaired = data.clone();
        repairChecksums(repaired);
        try (DiskImage image =
                Images.openAs("vhdx", Map.of("child.vhdx", repaired, "base.vhdx", PARENT), "child.vhdx")) {
            long end = Math.min(image.size(), 2 << 20);
            image.extents(0, end);
            image.read(0, ByteBuffer.allocate((int) end));
            image.extents(image.size() - end, image.size());
        } catch (IOException expected) {
            // Malformed input is said to be so.
        }
    }

    /** The checksums of headers, region tables and the first log entry. */
    static void repairChecksums(byte[] file) {
        repair(file, 64 * 1024, 4096);
        repair(file, 128 * 1024, 4096);
        repair(file, 192 * 1024, 64 * 1024);
        repair(file, 256 * 1024, 64 * 1024);
        if (file.length > LOG_AT + 12) {
            int entry = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(LOG_AT + 8);
            repair(file, LOG_AT, Math.max(8, Math.min(entry, LOG_AT)));
        }
    }

    private static void repair(byte[] file, int at, int length) {
        if (at + length > file.length) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(at + 4, 0);
        CRC32C sum = new CRC32C();
        sum.update(file, at, length);
        bytes.putInt(at + 4, (int) sum.getValue());
    }
}
