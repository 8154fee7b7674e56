package org.p2vworkbench.fixups.windows.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2vworkbench.fixtures.registry.FakeWindows;
import org.p2vworkbench.fixups.registry.Hive;
import org.p2vworkbench.fixups.registry.ReferenceHives;
import org.p2vworkbench.fixups.windows.FakeHives;
import org.p2vworkbench.fixups.windows.facts.Service.Start;
import org.p2vworkbench.fixups.windows.facts.WindowsVersion.Architecture;
import org.p2vworkbench.fixups.windows.facts.WindowsVersion.Role;

/** Expected facts of real hives are those of their ground truth, and of looks at them with hivexregedit. */
class WindowsFactsTest {

    private static final String DISKS = "Control\\Class\\{4d36e967-e325-11ce-bfc1-08002be10318}";

    @TempDir
    private Path folder;

    /** The reference data has no SOFTWARE hive of XP, so that one is made up. */
    @Test
    void windowsXp() throws IOException {
        Hive software = FakeHives.software(FakeWindows.windows2003());

        WindowsFacts facts = WindowsFacts.read(ReferenceHives.open(ReferenceHives.WINDOWS_XP, folder), software);

        assertThat(facts.computerName()).isEqualTo("IECOMPATVHD");
        assertThat(facts.controlSets())
                .isEqualTo(new ControlSets("ControlSet001", List.of("ControlSet001", "ControlSet003")));
        assertThat(facts.version().architecture()).isEqualTo(Architecture.X86);
        assertThat(facts.version().role()).isEqualTo(Role.CLIENT);
        assertThat(facts.services()).hasSize(268);
        assertThat(starting(facts, Start.BOOT)).hasSize(16).contains("atapi", "intelide", "volsnap");
        assertThat(facts.service("PCIIde").orElseThrow().start()).isEqualTo(Start.DISABLED);
        assertThat(facts.service("atapi"))
                .contains(new Service(
                        "atapi",
                        Start.BOOT,
                        Optional.empty(),
                        1,
                        1,
                        "SCSI miniport",
                        "system32\\DRIVERS\\atapi.sys",
                        "Standard IDE/ESDI Hard Disk Controller"));
        assertThat(facts.driverDatabase()).isFalse();
        assertThat(facts.criticalDevices()).hasSize(52).contains("primary_ide_channel", "pci#ven_8086&dev_7111");
        assertThat(facts.boundServices()).containsExactly("atapi", "ctlsb16", "dc21x4", "intelide", "isapnp", "vpc-s3");
        assertThat(facts.networkCards()).singleElement().satisfies(card -> {
            assertThat(card.description()).isEqualTo("Intel 21140-Based PCI Fast Ethernet Adapter (Generic)");
            assertThat(card.connection()).isEqualTo("Local Area Connection");
            assertThat(card.pciAddress()).contains("00:0a.0");
            assertThat(card.dhcp()).isTrue();
        });
        assertThat(facts.mountedDevices())
                .contains(new MountedDevice(
                        "\\DosDevices\\C:", OptionalLong.of(0x4cbc4cbcL), OptionalLong.of(32_256), Optional.empty()));
        assertThat(facts.boot().pageFiles()).containsExactly("C:\\pagefile.sys 768 1536");
        assertThat(facts.boot().firmware()).isEqualTo("multi(0)disk(0)rdisk(0)partition(1)");
    }

    @Test
    void windows7And8SayWhatTheyAre() throws IOException {
        WindowsFacts seven = WindowsFacts.read(
                FakeHives.system(FakeWindows.windows7()),
                ReferenceHives.open(ReferenceHives.WINDOWS_7_SOFTWARE, folder));
        Path other = Files.createDirectory(folder.resolve("8"));
        WindowsFacts eight = WindowsFacts.read(
                ReferenceHives.open(ReferenceHives.WINDOWS_8, other),
                ReferenceHives.open(ReferenceHives.WINDOWS_8_SOFTWARE, other));

        assertThat(seven.version())
                .isEqualTo(new WindowsVersion(
                        "Windows 7 Ultimate", 6, 1, 7601, "Service Pack 1", "Ultimate", Role.CLIENT, Architecture.X64));
        assertThat(seven.licence()).isEqualTo(new Licence("Retail"));
        assertThat(seven.programs())
                .contains(new Program(
                        "Microsoft Visual C++ 2005 Redistributable (x64)",
                        "8.0.56336",
                        "Microsoft Corporation",
                        "MsiExec.exe /X{071c9b48-7c32-4621-a0ac-3f809523288f}"));
        assertThat(eight.computerName()).isEqualTo("STUDENT-PC8");
        assertThat(eight.version())
                .isEqualTo(new WindowsVersion(
                        "Windows 8.1 Enterprise Evaluation",
                        6,
                        3,
                        9600,
                        "",
                        "EnterpriseEval",
                        Role.CLIENT,
                        Architecture.X64));
        assertThat(eight.licence()).isEqualTo(new Licence("Retail:TB:Eval"));
        assertThat(eight.services()).hasSize(481);
        assertThat(eight.driverDatabase()).isTrue();
        assertThat(eight.boot().fastStartup()).isTrue();
        assertThat(eight.boot().sanPolicy()).hasValue(1);
        assertThat(eight.boot().pageFiles()).containsExactly("?:\\pagefile.sys");
        assertThat(eight.boundServices()).contains("storahci", "vboxguest");
        assertThat(eight.filters())
                .contains(
                        new ClassFilters(DISKS, "LowerFilters", "DiskDrive", List.of("EhStorClass")),
                        new ClassFilters(DISKS, "UpperFilters", "DiskDrive", List.of("PartMgr")))
                .anySatisfy(filters -> assertThat(filters.services()).containsExactly("VBoxMouse", "mouclass"));
        assertThat(eight.programs())
                .anySatisfy(program -> assertThat(program.publisher()).isEqualTo("Oracle Corporation"));
    }

    @Test
    void windows10DemotesItsDriversByOverride() throws IOException {
        Hive software = FakeHives.software(FakeWindows.windows11());

        WindowsFacts facts = WindowsFacts.read(ReferenceHives.open(ReferenceHives.WINDOWS_10, folder), software);

        assertThat(facts.services()).hasSize(655);
        assertThat(facts.services().values().stream().filter(each -> each.start() == Start.BOOT))
                .hasSize(86);
        Service demoted = facts.service("storahci").orElseThrow();
        assertThat(demoted.start()).isEqualTo(Start.BOOT);
        assertThat(demoted.override()).contains(Start.DEMAND);
        assertThat(demoted.startsAs()).isEqualTo(Start.DEMAND);
        assertThat(facts.service("iaStorAV").orElseThrow().startsAs()).isEqualTo(Start.BOOT);
        assertThat(facts.boundServices()).contains("iastorav", "e1iexpress");
        assertThat(facts.filters())
                .contains(new ClassFilters(DISKS, "LowerFilters", "DiskDrive", List.of("EhStorClass", "stdcfltn")));
        assertThat(facts.networkCards())
                .extracting(NetworkCard::description)
                .contains("Intel(R) 82579LM Gigabit Network Connection")
                .noneMatch(description -> description.contains("WAN Miniport"));
        assertThat(facts.mountedDevices())
                .contains(new MountedDevice(
                        "\\DosDevices\\C:",
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        Optional.of("09931F21-7FAF-44A9-81D8-1E73C14B9EAF")));
    }

    @Test
    void server2003IsReadWithItsAddresses() throws IOException {
        FakeWindows windows = FakeWindows.windows2003();
        windows.system().key("ControlSet001\\Control\\TimeZoneInformation").qword("RealTimeIsUniversal", 1);

        WindowsFacts facts = read(windows);

        assertThat(facts.version().release()).contains("2003");
        assertThat(facts.version().servicePack()).isEqualTo("Service Pack 2");
        assertThat(facts.version().isServer()).isTrue();
        assertThat(facts.hal()).contains(Hal.ACPI_MULTIPROCESSOR);
        assertThat(facts.boot().clockUtc()).isTrue();
        assertThat(facts.boundServices()).containsExactly("cpqcissm");
        assertThat(facts.networkCards().get(0))
                .isEqualTo(new NetworkCard(
                        "{11111111-2222-3333-4444-555555555555}",
                        "HP NC7782 Gigabit Server Adapter",
                        "Local Area Connection",
                        "PCI\\VEN_14E4&DEV_1648\\4&1",
                        Optional.of("03:02.0"),
                        "",
                        false,
                        List.of("192.0.2.10", "192.0.2.11"),
                        List.of("255.255.255.0", "255.255.255.0"),
                        List.of("192.0.2.1"),
                        List.of("192.0.2.2", "192.0.2.3"),
                        "example.test"));
        assertThat(facts.networkCards().get(1).hasStaticAddress()).isFalse();
    }

    @Test
    void releasesAreNamedAsPeopleNameThem() throws IOException {
        assertThat(read(FakeWindows.nt4()).version().release()).contains("NT 4.0");
        assertThat(read(FakeWindows.windows2000()).version().release()).contains("2000");
        assertThat(read(FakeWindows.windows2000()).hal()).contains(Hal.ACPI_PC);
        assertThat(read(FakeWindows.windows7()).version().release()).contains("7");
        assertThat(read(FakeWindows.windows7()).licence().isOem()).isTrue();
        assertThat(read(FakeWindows.windows11()).version().release()).contains("11");
        assertThat(read(FakeWindows.windows11()).hal()).isEmpty();
    }

    @Test
    void missingControlSetIsSaid() throws IOException {
        FakeWindows gone = FakeWindows.windows7();
        gone.system().key("Select").dword("Default", 7).dword("Current", 7);
        FakeWindows none = FakeWindows.windows7();
        none.system().key("Select").sz("Default", "1").sz("Current", "1");
        FakeWindows noVersion = FakeWindows.windows7();
        noVersion.software().key("Microsoft\\Windows NT\\CurrentVersion").dword("CurrentVersion", 6);

        assertThatThrownBy(() -> read(gone))
                .isInstanceOf(NoWindowsException.class)
                .hasMessage("SYSTEM says its control set is ControlSet007, and has [ControlSet001, ControlSet002]");
        assertThatThrownBy(() -> read(none))
                .isInstanceOf(NoWindowsException.class)
                .hasMessageContaining("no Select");
        assertThatThrownBy(() -> read(noVersion)).isInstanceOf(NoWindowsException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PCI bus 2, device 13, function 1 | 02:0d.1",
                "PCI-Bus 3, Gerät 0, Funktion 0 | 03:00.0",
                "@system32\\drivers\\pci.sys,#65536;PCI bus %1, device %2, function %3;(2,0,3) | 02:00.3",
                "in PCI Slot 4 (PCI bus 6, device 1, function 0) | ''",
                "USB port 2 | ''",
                "'' | ''"
            })
    void placeOnThePciBusIsReadInAnyLanguage(String location, String expected) {
        assertThat(NetworkCard.pciAddress(location))
                .isEqualTo(Optional.of(expected).filter(each -> !each.isEmpty()));
    }

    private static WindowsFacts read(FakeWindows windows) throws IOException {
        return WindowsFacts.read(FakeHives.system(windows), FakeHives.software(windows));
    }

    private static List<String> starting(WindowsFacts facts, Start start) {
        return facts.services().entrySet().stream()
                .filter(each -> each.getValue().startsAs() == start)
                .map(each -> each.getKey())
                .toList();
    }
}
