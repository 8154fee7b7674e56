package org.p2vworkbench.fixups.registry;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.ReferenceData;

/** Hives of real machines, unpacked. Tests that want one skip aloud where the data or xz is absent. */
public final class ReferenceHives {

    public static final String WINDOWS_XP = "winxp-sp3-x86/SYSTEM.gz";
    public static final String WINDOWS_8 = "win81-x64/SYSTEM.gz";
    public static final String WINDOWS_10 = "win10-1709-x64-dirty/SYSTEM_B.xz";
    public static final String WINDOWS_7_SOFTWARE = "win7-sp1-x64/SOFTWARE.xz";
    public static final String WINDOWS_8_SOFTWARE = "win81-x64/SOFTWARE.xz";

    private ReferenceHives() {}

    /** @param packed below the registry folder of the reference data; packed or not */
    public static Path file(String packed, Path into) throws IOException {
        Optional<Path> data = ReferenceData.folder();
        assumeTrue(data.isPresent(), "no reference data beside this checkout: " + packed + " is not checked");
        Path from = data.get().resolve("registry").resolve(packed);
        assumeTrue(Files.exists(from), "no " + from + ": it is not checked");
        String name = from.getFileName().toString();
        Path unpacked = into.resolve(name.replaceFirst("\\.(gz|xz)$", ""));
        if (name.endsWith(".gz")) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(from))) {
                Files.copy(in, unpacked);
            }
        } else if (name.endsWith(".xz")) {
            assumeTrue(OutsideTool.named("xz").isInstalled(), "xz is not installed: " + packed + " is not checked");
            OutsideTool.named("sh").run("-c", "xz -dc \"$0\" > \"$1\"", from, unpacked);
        } else {
            Files.copy(from, unpacked);
        }
        return unpacked;
    }

    public static Hive open(String packed, Path into) throws IOException {
        return Hive.open(file(packed, into));
    }
}
