package org.p2vworkbench.disks.partition;

import static java.util.Map.entry;

import java.util.Map;

/** Names of MBR partition types, as util-linux's fdisk has them (include/pt-mbr-partnames.h). */
final class MbrType {

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            entry(0x01, "FAT12"),
            entry(0x04, "FAT16 <32M"),
            entry(0x05, "Extended"),
            entry(0x06, "FAT16"),
            entry(0x07, "HPFS/NTFS/exFAT"),
            entry(0x0b, "W95 FAT32"),
            entry(0x0c, "W95 FAT32 (LBA)"),
            entry(0x0e, "W95 FAT16 (LBA)"),
            entry(0x0f, "W95 Ext'd (LBA)"),
            entry(0x11, "Hidden FAT12"),
            entry(0x12, "Compaq diagnostics"),
            entry(0x14, "Hidden FAT16 <32M"),
            entry(0x16, "Hidden FAT16"),
            entry(0x17, "Hidden HPFS/NTFS"),
            entry(0x1b, "Hidden W95 FAT32"),
            entry(0x1c, "Hidden W95 FAT32 (LBA)"),
            entry(0x1e, "Hidden W95 FAT16 (LBA)"),
            entry(0x27, "Hidden NTFS WinRE"),
            entry(0x42, "Windows dynamic disk"),
            entry(0x4d, "QNX4.x"),
            entry(0x63, "GNU HURD or SysV"),
            entry(0x64, "Novell Netware 286"),
            entry(0x65, "Novell Netware 386"),
            entry(0x80, "Old Minix"),
            entry(0x81, "Minix / old Linux"),
            entry(0x82, "Linux swap / Solaris"),
            entry(0x83, "Linux"),
            entry(0x85, "Linux extended"),
            entry(0x86, "NTFS volume set"),
            entry(0x87, "NTFS volume set"),
            entry(0x8e, "Linux LVM"),
            entry(0xa5, "FreeBSD"),
            entry(0xa6, "OpenBSD"),
            entry(0xa9, "NetBSD"),
            entry(0xaf, "HFS / HFS+"),
            entry(0xbe, "Solaris boot"),
            entry(0xbf, "Solaris"),
            entry(0xde, "Dell Utility"),
            entry(0xe8, "LUKS"),
            entry(0xee, "GPT"),
            entry(0xef, "EFI (FAT-12/16/32)"),
            entry(0xfb, "VMware VMFS"),
            entry(0xfc, "VMware VMKCORE"),
            entry(0xfd, "Linux raid autodetect"));

    private MbrType() {}

    static String name(int type) {
        return NAMES.getOrDefault(type, "unknown");
    }
}
