package org.p2vworkbench.fixups.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.cabinet.CabinetWriter;
import org.p2vworkbench.fixtures.cabinet.LzxPacking;
import org.p2vworkbench.fixtures.cabinet.MszipPacking;
import org.p2vworkbench.fixtures.cabinet.SzddWriter;
import org.p2vworkbench.fixtures.machine.PhonyProgram;
import org.p2vworkbench.fixtures.registry.FakeWindows;
import org.p2vworkbench.fixups.plan.Change;
import org.p2vworkbench.fixups.plan.Finding;
import org.p2vworkbench.fixups.plan.Severity;

/** Windows that was installed on SCSI, and has the drivers for IDE only where it keeps what it does not use. */
class KeptDriversTest {

    private static final String DRIVERS = "/Windows/system32/drivers/";
    private static final String CACHE = "/Windows/Driver Cache/i386/";
    private static final String SERVICE_PACK = "/Windows/ServicePackFiles/i386/";
    private static final List<String> NAMES = List.of("atapi", "intelide", "pciide", "pciidex");

    @TempDir
    private Path folder;

    @Test
    void driversComeOutOfTheNewestPlaceThatHasThem() throws IOException {
        WindowsFolder files = new WindowsFolder(folder)
                .with(FakeWindows.windows2003())
                .with("/Windows/system32/dllcache/other.sys", driver("other", "cache"))
                .with(SERVICE_PACK + "atapi.sys", driver("atapi", "files"))
                .with(SERVICE_PACK + "INTELIDE.SY_", packed("intelide", "files"))
                .with(CACHE + "DRIVER.CAB", cabinet("disc", NAMES))
                .with(CACHE + "sp1.cab", cabinet("first", List.of("pciide", "atapi")))
                .with(CACHE + "Sp2.cab", cabinet("second", List.of("pciide", "intelide")));

        WindowsRepair repair = files.plan();
        apply(repair, files);

        assertThat(Files.readAllBytes(files.at(DRIVERS + "atapi.sys"))).isEqualTo(driver("atapi", "files"));
        assertThat(Files.readAllBytes(files.at(DRIVERS + "intelide.sys"))).isEqualTo(driver("intelide", "files"));
        assertThat(Files.readAllBytes(files.at(DRIVERS + "pciide.sys"))).isEqualTo(driver("pciide", "second"));
        assertThat(Files.readAllBytes(files.at(DRIVERS + "pciidex.sys"))).isEqualTo(driver("pciidex", "disc"));
        assertThat(change(repair, "pciidex.sys").before()).isEmpty();
        assertThat(change(repair, "pciidex.sys").why()).endsWith("from " + CACHE + "DRIVER.CAB");
        assertThat(change(repair, "intelide.sys").why()).endsWith("from " + SERVICE_PACK + "INTELIDE.SY_");
        assertThat(repair.plan().changes())
                .extracting(Change::target)
                .contains("HKLM\\SYSTEM\\ControlSet001\\Services\\intelide\\Start");
        assertThat(repair.plan().findings())
                .extracting(Finding::code)
                .doesNotContain("WIN-DISK-DRIVERS", "WIN-DRIVER-COPIES");
    }

    @Test
    void damagedCabinetIsPassedOverAndSaid() throws IOException {
        byte[] damaged = cabinet("second", NAMES);
        damaged[damaged.length - 9] ^= 4;
        WindowsFolder files = new WindowsFolder(folder)
                .with(FakeWindows.windows2003())
                .with(CACHE + "driver.cab", cabinet("disc", NAMES))
                .with(CACHE + "sp2.cab", damaged);

        WindowsRepair repair = files.plan();

        Finding finding = finding(repair, "WIN-DRIVER-COPIES");
        assertThat(finding.severity()).isEqualTo(Severity.LOW);
        assertThat(finding.text()).contains(CACHE + "sp2.cab @ 0x", "checksum");
        assertThat(finding.remedy()).isEqualTo("Try 'expand' with this file on the old machine.");
        assertThat(change(repair, "atapi.sys").why()).endsWith(CACHE + "driver.cab");
    }

    @Test
    void whatWasLookedIntoIsSaidWhenNothingHasThem() throws IOException {
        WindowsFolder files = new WindowsFolder(folder)
                .with(FakeWindows.windows2003())
                .withDrivers("atapi")
                .with(SERVICE_PACK + "pciidex.sys", driver("pciidex", "files"))
                .with(CACHE + "driver.cab", new byte[] {1})
                .with(CACHE + "sp1.cab", cabinet("first", List.of("symmpi")));

        Finding finding = finding(files.plan(), "WIN-DISK-DRIVERS");

        assertThat(finding.severity()).isEqualTo(Severity.BLOCKER);
        assertThat(finding.text())
                .contains("(intelide.sys, pciide.sys)")
                .contains("Looked into: /Windows/ServicePackFiles/i386, /Windows/Driver Cache/i386, " + CACHE
                        + "sp1.cab, " + CACHE + "driver.cab; " + CACHE + "driver.cab @ 0x0: the header ends");
        assertThat(finding.remedy())
                .contains(
                        "expand \"%SystemRoot%\\Driver Cache\\i386\\driver.cab\" -F:intelide.sys %SystemRoot%\\system32\\drivers")
                .doesNotContain("sp1.cab")
                .contains("Windows CD");
    }

    @Test
    void filesForAnotherProcessorAndDifferencesToFilesAreNoDrivers() throws IOException {
        String components = "/Windows/winsxs/amd64_mshdc.inf_31bf3856ad364e35_6.1.";
        WindowsFolder files = new WindowsFolder(folder)
                .with(FakeWindows.windows7())
                .withDrivers("atapi", "intelide", "pciide", "pciidex", "msahci")
                .with("/Windows/ServicePackFiles/amd64/ataport.sys", driver("ataport", "narrow"))
                .with(components + "7601.17514_none_1/ataport.sys", wide(1))
                .with(components + "7601.9999_none_2/ataport.sys", wide(2))
                .with(components + "7601.23505_none_3/ataport.sys", new byte[] {'D', 'C', 'N', 1})
                .with("/Windows/winsxs/x86_mshdc.inf_31bf3856ad364e35_6.1.7602.1_none_4/ataport.sys", wide(4));

        WindowsRepair repair = files.plan();
        apply(repair, files);

        assertThat(Files.readAllBytes(files.at(DRIVERS + "ataport.sys"))).isEqualTo(wide(1));
        assertThat(change(repair, "ataport.sys").why()).contains("7601.17514");
    }

    @Test
    void cabinetsAreLeftAloneWhereNothingIsMissing() throws IOException {
        WindowsFolder files = new WindowsFolder(folder)
                .with(FakeWindows.windows2003())
                .withDrivers("atapi", "intelide", "pciide", "pciidex")
                .with(CACHE + "driver.cab", new byte[] {1});

        assertThat(files.plan().plan().findings())
                .extracting(Finding::code)
                .doesNotContain("WIN-DRIVER-COPIES", "WIN-DISK-DRIVERS");
    }

    @Test
    void nt4HasItsDriversInTheOlderKind() throws IOException {
        WindowsFolder files = new WindowsFolder(folder)
                .with(FakeWindows.nt4())
                .with("/i386/ATAPI.SY_", SzddWriter.of(driver("atapi", "disc"), 's'));

        WindowsRepair repair = files.plan();
        apply(repair, files);

        assertThat(Files.readAllBytes(files.at(DRIVERS + "atapi.sys"))).isEqualTo(driver("atapi", "disc"));
    }

    private static byte[] driver(String name, String from) {
        return PhonyProgram.driver(name + " " + from, 3000);
    }

    private static byte[] wide(int last) {
        byte[] driver = PhonyProgram.head(true);
        driver[driver.length - 1] = (byte) last;
        return driver;
    }

    private static byte[] packed(String name, String from) {
        return new CabinetWriter()
                .folder(new MszipPacking())
                .file(name + ".sys", driver(name, from))
                .bytes();
    }

    private static byte[] cabinet(String from, List<String> names) {
        CabinetWriter cabinet = new CabinetWriter().folder(new LzxPacking(21, 12_000_000, from.hashCode()));
        cabinet.file("1394bus.sys", driver("1394bus", from));
        names.forEach(name -> cabinet.file(name + ".sys", driver(name, from)));
        return cabinet.bytes();
    }

    /** The files of the plan; the registry needs an appliance. */
    private static void apply(WindowsRepair repair, WindowsFolder files) throws IOException {
        for (Change change : repair.plan().changes()) {
            if (change.kind() == Change.Kind.FILE) {
                change.apply(files.guest());
            }
        }
    }

    private static Change change(WindowsRepair repair, String name) {
        return repair.plan().changes().stream()
                .filter(each -> each.target().equals(DRIVERS + name))
                .findFirst()
                .orElseThrow();
    }

    private static Finding finding(WindowsRepair repair, String code) {
        return repair.plan().findings().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
