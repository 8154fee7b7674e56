package org.p2vworkbench.disks.filesystem;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/**
 * An LVM2 physical volume (LVM2 lib/label/label.h and lib/format_text/layout.h): a label in one of the first four
 * sectors that knows its own sector number and checksum. Little-endian.
 */
final class LvmProbe implements Probe {

    private static final int SECTOR = 512;
    private static final int SECTORS_SEARCHED = 4;
    private static final int CHECKED_FROM = 20;
    private static final int UUID_CHARS = 32;
    private static final int[] GROUPS = {6, 4, 4, 4, 4, 4, 6};

    @Override
    public Optional<FilesystemSignature> probe(BlockSource volume) throws IOException {
        for (int sector = 0; sector < SECTORS_SEARCHED; sector++) {
            Optional<Glimpse> label = Glimpse.littleEndian(volume, (long) sector * SECTOR, SECTOR);
            if (label.isPresent() && isLabel(label.get(), sector)) {
                return Optional.of(new FilesystemSignature("LVM2_member", "LVM2 001", "", uuid(label.get())));
            }
        }
        return Optional.empty();
    }

    private static boolean isLabel(Glimpse label, int sector) {
        return label.says(0, "LABELONE")
                && label.says(24, "LVM2 001")
                && label.bits64(8) == sector
                && label.u32(20) <= SECTOR - UUID_CHARS
                && label.u32(16) == checksum(label);
    }

    /** CRC-32 without its final inversion and with LVM's own start value (lib/misc/crc.h). */
    private static long checksum(Glimpse label) {
        int crc = 0xf597a6cf;
        for (byte next : label.block().slice(CHECKED_FROM, SECTOR - CHECKED_FROM)) {
            crc ^= next & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ 0xedb88320 : crc >>> 1;
            }
        }
        return Integer.toUnsignedLong(crc);
    }

    private static String uuid(Glimpse label) {
        String plain = label.utf8((int) label.u32(20), UUID_CHARS);
        if (plain.length() != UUID_CHARS) {
            return "";
        }
        List<String> groups = new ArrayList<>();
        int at = 0;
        for (int length : GROUPS) {
            groups.add(plain.substring(at, at + length));
            at += length;
        }
        return String.join("-", groups);
    }
}
