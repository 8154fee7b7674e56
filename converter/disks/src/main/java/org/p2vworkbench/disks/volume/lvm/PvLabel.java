package org.p2vworkbench.disks.volume.lvm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.Block;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * The label that makes a physical volume (LVM2 lib/label/label.h, struct label_header, and lib/format_text/layout.h,
 * struct pv_header). Little-endian, in one of the first four sectors.
 *
 * <pre>
 *   0 "LABELONE"   8 own sector   16 CRC of 20..511   20 offset of the PV header, here 32   24 "LVM2 001"
 *  32 PV UUID, 32 characters   64 device size   72 data areas (offset, size)* 0 0, then metadata areas * 0 0
 * </pre>
 *
 * @param uuid as the tools print it
 * @param deviceBytes what the volume's maker saw; 0 where it did not say
 */
record PvLabel(BlockSource source, String uuid, long deviceBytes, List<Area> metadataAreas) {

    private static final int SECTOR = 512;
    private static final int SECTORS_SEARCHED = 4;
    private static final String LABEL = "LABELONE";
    private static final String TYPE = "LVM2 001";
    private static final int CHECKED_FROM = 20;
    private static final String NEXT =
            "Look at it with 'pvck --dump headers'; 'pvck --repair' on a copy can restore it.";

    /** A run of bytes of the physical volume. */
    record Area(long offset, long lengthBytes) {}

    /** The label, where the source has one; a damaged one is a {@link DiskFormatException}. */
    static Optional<PvLabel> in(BlockSource source) throws IOException {
        for (int sector = 0; sector < SECTORS_SEARCHED; sector++) {
            if (source.size() < (sector + 1L) * SECTOR) {
                return Optional.empty();
            }
            Block label = Block.littleEndian(source, (long) sector * SECTOR, SECTOR);
            if (label.ascii(0, 8, "label").equals(LABEL)
                    && label.ascii(24, 8, "type").equals(TYPE)) {
                return Optional.of(parse(source, label, sector));
            }
        }
        return Optional.empty();
    }

    private static PvLabel parse(BlockSource source, Block label, int sector) throws DiskFormatException {
        long said = label.u32(16, "crc");
        long given = LvmChecksum.of(label.slice(CHECKED_FROM, SECTOR - CHECKED_FROM));
        if (said != given) {
            throw label.damaged(
                    16, "the LVM label's checksum is 0x%08x, its bytes give 0x%08x".formatted(said, given), NEXT);
        }
        if (label.bits64(8, "sector") != sector) {
            throw label.damaged(
                    8, "the LVM label of sector %d is in sector %d".formatted(label.bits64(8, ""), sector), NEXT);
        }
        long header = label.u32(20, "headerAt");
        if (header > SECTOR - LvmUuid.CHARS - 8) {
            throw label.damaged(20, "the PV header is at %d of a sector of %d".formatted(header, SECTOR), NEXT);
        }
        int at = (int) header;
        Areas areas = new Areas(label, at + LvmUuid.CHARS + 8);
        areas.next();
        return new PvLabel(
                source,
                LvmUuid.hyphenated(label.ascii(at, LvmUuid.CHARS, "uuid")),
                label.size(at + LvmUuid.CHARS, "deviceBytes"),
                areas.next());
    }

    /** The lists of areas, each ended by a pair of zeros; the first one is of data areas, which nobody needs. */
    private static final class Areas {

        private final Block label;
        private int at;

        Areas(Block label, int at) {
            this.label = label;
            this.at = at;
        }

        List<Area> next() throws DiskFormatException {
            List<Area> areas = new ArrayList<>();
            while (at <= SECTOR - 16) {
                Area area = new Area(label.size(at, "areaAt"), label.size(at + 8, "areaBytes"));
                at += 16;
                if (area.offset() == 0) {
                    return List.copyOf(areas);
                }
                areas.add(area);
            }
            throw label.damaged(at, "the list of areas does not end within the label's sector", NEXT);
        }
    }
}
