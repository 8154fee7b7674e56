package org.p2vworkbench.disks.image.vhd;

import java.util.Set;

/**
 * How large the disk in a VHD is, which depends on who made it.
 *
 * <p>Virtual PC shows its guests cylinders x heads x sectors, which is up to a cylinder less than the size in the
 * footer; Hyper-V and most others show the size in the footer. The list of the latter is that of QEMU 7.2 (block/vpc.c,
 * vpc_open), so that both see the same disk. The largest geometry means "too large for a geometry": then the footer's
 * size counts, whoever made it (specification, appendix "CHS Calculation"); so it does where no geometry was filled in.
 */
final class VirtualSize {

    private static final int SECTOR_BYTES = 512;
    private static final Set<String> CREATORS_USING_FOOTER_SIZE = Set.of("win ", "qem2", "d2v ", "tap\0", "CTXS");
    private static final long LARGEST_GEOMETRY_SECTORS = 65535L * 16 * 255;

    private VirtualSize() {}

    static long bytes(VhdFooter footer) {
        long geometrySectors = (long) footer.cylinders() * footer.heads() * footer.sectorsPerTrack();
        boolean footerSize = CREATORS_USING_FOOTER_SIZE.contains(footer.creator())
                || geometrySectors == LARGEST_GEOMETRY_SECTORS
                || geometrySectors == 0;
        return footerSize ? footer.currentBytes() / SECTOR_BYTES * SECTOR_BYTES : geometrySectors * SECTOR_BYTES;
    }
}
