package org.p2vworkbench.disks.filesystem;

import java.util.List;

/**
 * Members of controllers' and BIOSes' RAID sets, told by their magic alone: what to show of a disk whose set cannot be
 * put together. They are asked last, because most of these marks lie where no filesystem looks and outlive their set.
 */
final class RaidMemberProbes {

    private static final int SECTOR = 512;

    /** SNIA Common RAID Disk Data Format 2.0, section 5.5: the anchor header, in either byte order. */
    private static final Probe DDF = ddf("\u00de\u0011\u00de\u0011");

    private static final Probe DDF_SWAPPED = ddf("\u0011\u00de\u0011\u00de");

    /** Intel Matrix Storage (mdadm super-intel.c, struct imsm_super): the version follows the signature. */
    private static final Probe INTEL = new Magic(
            -2 * SECTOR,
            32,
            0,
            "Intel Raid ISM Cfg Sig. ",
            header -> new FilesystemSignature("isw_raid_member", header.utf8(24, 6), "", ""));

    /** dmraid lib/format/ataraid/sil.h: minor version before major. */
    private static final Probe SILICON = new Magic(
            -SECTOR,
            SECTOR,
            0x60,
            "\0\0\0/",
            header -> new FilesystemSignature(
                    "silicon_medley_raid_member", "%d.%d".formatted(header.u16(0x10a), header.u16(0x108)), "", ""));

    /** dmraid lib/format/ataraid: pdc.h, hpt37x.h, hpt45x.h, nv.h, lsi.h. */
    static final List<Probe> ALL = List.of(
            DDF,
            DDF_SWAPPED,
            INTEL,
            SILICON,
            Magic.naming("promise_fasttrack_raid_member", -63 * SECTOR, 0, "Promise Technology, Inc."),
            Magic.naming("hpt37x_raid_member", 9 * SECTOR, 0x20, "\u00f0\u0016xZ"),
            Magic.naming("hpt37x_raid_member", 9 * SECTOR, 0x20, "\u00fd\u0016xZ"),
            Magic.naming("hpt45x_raid_member", -11 * SECTOR, 0, "\u00f3\u0016xZ"),
            Magic.naming("nvidia_raid_member", -2 * SECTOR, 0, "NVIDIA"),
            Magic.naming("lsi_mega_raid_member", -SECTOR, 0, "$XIDE$"));

    private RaidMemberProbes() {}

    private static Probe ddf(String magic) {
        return new Magic(
                -SECTOR,
                104,
                0,
                magic,
                header -> new FilesystemSignature("ddf_raid_member", header.utf8(32, 8), "", ""));
    }
}
