package org.p2vworkbench.converter.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.ReferenceData;
import org.p2vworkbench.fixtures.machine.PhonyWindows;
import org.p2vworkbench.fixtures.registry.FakeWindows;
import org.p2vworkbench.fixtures.registry.HiveWriter;

/**
 * A phony Windows to be converted.
 *
 * @param hives of a real one, below the registry folder of the reference data: path to the name it gets; where there is
 *     none, the one that {@code made} has is taken
 */
record OldWindows(String name, FakeWindows made, List<RealHive> hives, Firmware firmware) {

    private static final String[] IDE = {"atapi", "intelide", "pciide", "pciidex", "disk", "partmgr"};
    private static final String[] SATA = {"ataport", "msahci", "storahci", "stornvme"};

    /**
     * A hive, or a log of one.
     *
     * @param settled whether it is made to look as after a shutdown in order
     */
    record RealHive(String packed, String name, boolean settled) {

        RealHive(String packed, String name) {
            this(packed, name, false);
        }
    }

    /** What starts it. */
    enum Firmware {
        /** A BIOS, before Vista. */
        OLD_BIOS,
        BIOS,
        UEFI
    }

    static final OldWindows XP = new OldWindows(
            "xp",
            FakeWindows.windows2003(),
            List.of(new RealHive("winxp-sp3-x86/SYSTEM.gz", "SYSTEM")),
            Firmware.OLD_BIOS);

    static final OldWindows WINDOWS_10 = new OldWindows(
            "windows10",
            FakeWindows.windows11(),
            List.of(
                    new RealHive("win10-1709-x64-dirty/SYSTEM_B.xz", "SYSTEM"),
                    new RealHive("win10-1709-x64-dirty/SYSTEM_B.LOG1.xz", "SYSTEM.LOG1"),
                    new RealHive("win10-1709-x64-dirty/SYSTEM_B.LOG2.xz", "SYSTEM.LOG2")),
            Firmware.UEFI);

    /** Caught between two writes and without the log, which is refused; here it had the time to finish. */
    private static final List<RealHive> WINDOWS_8 = List.of(new RealHive("win81-x64/SYSTEM.gz", "SYSTEM", true));

    private static final List<RealHive> WINDOWS_7 = List.of(new RealHive("win7-sp1-x64/SOFTWARE.xz", "SOFTWARE"));

    static final List<OldWindows> OTHERS = List.of(
            WINDOWS_10,
            new OldWindows("windows81-bios", FakeWindows.windows11(), WINDOWS_8, Firmware.BIOS),
            new OldWindows("windows81-uefi", FakeWindows.windows11(), WINDOWS_8, Firmware.UEFI),
            new OldWindows("windows7-bios", FakeWindows.windows7(), WINDOWS_7, Firmware.BIOS),
            new OldWindows("windows7-uefi", FakeWindows.windows7(), WINDOWS_7, Firmware.UEFI),
            new OldWindows("windows10-bios", WINDOWS_10.made(), WINDOWS_10.hives(), Firmware.BIOS),
            new OldWindows("windows11-uefi", FakeWindows.windows11(), List.of(), Firmware.UEFI),
            new OldWindows("windows2003", FakeWindows.windows2003(), List.of(), Firmware.OLD_BIOS),
            new OldWindows("windows2000", FakeWindows.windows2000(), List.of(), Firmware.OLD_BIOS),
            new OldWindows("nt4", FakeWindows.nt4(), List.of(), Firmware.OLD_BIOS));

    /** Its disk, not made yet; skips the test where the reference data is absent. */
    PhonyWindows disk(Path folder) throws IOException {
        PhonyWindows windows =
                switch (firmware) {
                    case OLD_BIOS -> PhonyWindows.old(made);
                    case BIOS -> PhonyWindows.recent(made);
                    case UEFI -> PhonyWindows.uefi(made);
                };
        windows.drivers(IDE);
        if (firmware != Firmware.OLD_BIOS) {
            windows.drivers(SATA);
        }
        for (RealHive hive : hives) {
            byte[] bytes = unpacked(hive, folder);
            windows.file("Windows/system32/config/" + hive.name(), hive.settled() ? HiveWriter.settled(bytes) : bytes);
        }
        return windows;
    }

    private static byte[] unpacked(RealHive hive, Path folder) throws IOException {
        Optional<Path> data = ReferenceData.folder();
        assumeTrue(data.isPresent(), "no reference data beside this checkout: no real registry is converted");
        Path from = data.get().resolve("registry").resolve(hive.packed());
        assumeTrue(Files.exists(from), "no " + from + ": it is not converted");
        if (hive.packed().endsWith(".gz")) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(from))) {
                return in.readAllBytes();
            }
        }
        assumeTrue(OutsideTool.named("xz").isInstalled(), "xz is not installed: " + from + " is not converted");
        Path to = Files.createTempFile(folder, "hive", "");
        OutsideTool.named("sh").run("-c", "xz -dc \"$0\" > \"$1\"", from, to);
        return Files.readAllBytes(to);
    }

    @Override
    public String toString() {
        return name;
    }
}
