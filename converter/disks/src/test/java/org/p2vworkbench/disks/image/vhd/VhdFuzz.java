package org.p2vworkbench.disks.image.vhd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.p2vworkbench.disks.image.DiskImage;
import org.p2vworkbench.disks.image.blocks.Images;

/** Fuzz target: whatever the bytes, a VHD opens and reads, or an IOException says why not. */
public final class VhdFuzz {

    private static final byte[] PARENT = VhdSamples.parent();

    private VhdFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        open(data);
        byte[] repaired = data.clone();
        repairChecksums(repaired);
        open(repaired);
    }

    private static void open(byte[] data) {
        try (DiskImage image = Images.openAs("vhd", Map.of("child.vhd", data, "base.vhd", PARENT), "child.vhd")) {
            long end = Math.min(image.size(), 1 << 20);
            image.extents(0, end);
            image.read(0, ByteBuffer.allocate((int) end));
            image.extents(image.size() - Math.min(image.size(), 1 << 20), image.size());
        } catch (IOException expected) {
            // Malformed input is said to be so.
        }
    }

    /** Makes the checksums of all structures that are in their usual places true, so that damage goes further. */
    static void repairChecksums(byte[] file) {
        repair(file, 0, 512, 64);
        repair(file, file.length - 512, 512, 64);
        repair(file, 512, 1024, 36);
    }

    private static void repair(byte[] file, int at, int length, int checksumAt) {
        if (at < 0 || at + length > file.length) {
            return;
        }
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += i >= checksumAt && i < checksumAt + 4 ? 0 : file[at + i] & 0xff;
        }
        ByteBuffer.wrap(file).putInt(at + checksumAt, ~sum);
    }
}
