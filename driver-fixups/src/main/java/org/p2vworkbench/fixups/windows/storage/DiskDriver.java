package org.p2vworkbench.fixups.windows.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.p2vworkbench.fixups.windows.facts.WindowsVersion;

/**
 * A driver of Windows' own between the PCI bus and a disk (KB314082, "MergeIDE"; KB922976 for msahci).
 *
 * @param tag order within the group, where one has to be made
 */
record DiskDriver(String service, String group, OptionalInt tag) {

    private static final String BUS = "System Bus Extender";
    private static final String MINIPORT = "SCSI miniport";

    static final DiskDriver ATAPI = new DiskDriver("atapi", MINIPORT, OptionalInt.of(0x19));
    static final DiskDriver INTELIDE = new DiskDriver("intelide", BUS, OptionalInt.of(4));
    static final DiskDriver PCIIDE = new DiskDriver("pciide", BUS, OptionalInt.of(3));
    static final DiskDriver MSAHCI = new DiskDriver("msahci", MINIPORT, OptionalInt.empty());
    static final DiskDriver STORAHCI = new DiskDriver("storahci", MINIPORT, OptionalInt.empty());
    static final DiskDriver STORNVME = new DiskDriver("stornvme", MINIPORT, OptionalInt.empty());

    /** Those that the release has; NT 4 knows no PCI IDE beside atapi. */
    static List<DiskDriver> of(WindowsVersion windows) {
        List<DiskDriver> drivers = new ArrayList<>(List.of(ATAPI));
        if (windows.atLeast(5, 0)) {
            drivers.addAll(List.of(INTELIDE, PCIIDE));
        }
        if (windows.atLeast(6, 2)) {
            drivers.add(STORAHCI);
        } else if (windows.atLeast(6, 0)) {
            drivers.add(MSAHCI);
        }
        if (windows.atLeast(6, 3)) {
            drivers.add(STORNVME);
        }
        return drivers;
    }

    /** Libraries that its file does not load without, by name in system32/drivers. */
    List<String> libraries(WindowsVersion windows) {
        if (this.equals(INTELIDE) || this.equals(PCIIDE)) {
            return List.of("pciidex");
        }
        return this.equals(ATAPI) && windows.atLeast(6, 0) ? List.of("ataport") : List.of();
    }
}
