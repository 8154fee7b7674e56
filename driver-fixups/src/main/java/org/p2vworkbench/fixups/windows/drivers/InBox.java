package org.p2vworkbench.fixups.windows.drivers;

import java.util.Locale;
import java.util.Set;

/** The parts of Windows between the boot loader and its volume: without one of them it does not start on anything. */
public final class InBox {

    private static final Set<String> UNTOUCHABLE = Set.of(
            "acpi",
            "acpiex",
            "pci",
            "isapnp",
            "msisadrv",
            "vdrvroot",
            "partmgr",
            "volmgr",
            "volmgrx",
            "ftdisk",
            "dmio",
            "dmload",
            "dmboot",
            "mountmgr",
            "disk",
            "classpnp",
            "cdrom",
            "atapi",
            "ataport",
            "intelide",
            "pciide",
            "pciidex",
            "msahci",
            "storahci",
            "stornvme",
            "storport",
            "scsiport",
            "iscsiprt",
            "spaceport",
            "fltmgr",
            "ntfs",
            "fastfat",
            "refs",
            "volsnap",
            "fvevol",
            "rdyboost",
            "iorate",
            "ehstorclass",
            "cng",
            "ksecdd",
            "ksecpkg",
            "wdf01000",
            "wfplwfs",
            "ndis",
            "tcpip",
            "mup",
            "clfs",
            "pcw",
            "hwpolicy",
            "wof",
            "fileinfo",
            "vmbus",
            "storvsc",
            "storflt",
            "vmstorfl",
            "winhv",
            "sfloppy",
            "fdc",
            "vhdmp",
            "volume");

    private InBox() {}

    /** @param service in any case */
    public static boolean isUntouchable(String service) {
        return UNTOUCHABLE.contains(service.toLowerCase(Locale.ROOT));
    }
}
