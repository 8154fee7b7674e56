package org.p2vworkbench.disks.filesystem;

import java.io.IOException;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/** exFAT (Microsoft, exFAT file system specification, sections 3.1 and 7.3). Little-endian. */
final class ExfatProbe implements Probe {

    private static final int ENTRY_BYTES = 32;
    private static final int LABEL_ENTRY = 0x83;
    private static final int MOST_LABEL_CHARS = 11;
    /** The label is written at format time into the first entries of the root folder. */
    private static final int SEARCHED_BYTES = 4096;

    @Override
    public Optional<FilesystemSignature> probe(BlockSource volume) throws IOException {
        Optional<Glimpse> found = Glimpse.littleEndian(volume, 0, 512)
                .filter(boot -> boot.says(3, "EXFAT   ")
                        && boot.u16(510) == 0xaa55
                        && boot.u8(108) >= 9
                        && boot.u8(108) <= 12
                        && boot.u8(109) <= 25 - boot.u8(108));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Glimpse boot = found.get();
        long serial = boot.u32(100);
        return Optional.of(new FilesystemSignature(
                "exfat",
                boot.u8(105) + "." + boot.u8(104),
                label(volume, boot),
                "%04X-%04X".formatted(serial >>> 16, serial & 0xffff)));
    }

    private static String label(BlockSource volume, Glimpse boot) throws IOException {
        int sectorShift = boot.u8(108);
        int clusterShift = sectorShift + boot.u8(109);
        long heapAt = boot.u32(88) << sectorShift;
        long rootAt = heapAt + (boot.u32(96) - 2 << clusterShift);
        int length = Math.min(SEARCHED_BYTES, 1 << clusterShift);
        Optional<Glimpse> root = Glimpse.littleEndian(volume, rootAt, length);
        for (int at = 0; root.isPresent() && at < length; at += ENTRY_BYTES) {
            int type = root.get().u8(at);
            if (type == LABEL_ENTRY) {
                return root.get().utf16(at + 2, 2 * Math.min(root.get().u8(at + 1), MOST_LABEL_CHARS));
            }
            if (type == 0) {
                return "";
            }
        }
        return "";
    }
}
