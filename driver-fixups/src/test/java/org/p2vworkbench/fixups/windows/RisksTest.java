package org.p2vworkbench.fixups.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2vworkbench.fixtures.disk.DiskBuilder;
import org.p2vworkbench.fixtures.disk.Gpt;
import org.p2vworkbench.fixtures.disk.Mbr;
import org.p2vworkbench.fixtures.disk.Table;
import org.p2vworkbench.fixtures.registry.FakeWindows;
import org.p2vworkbench.fixups.guest.GuestVolume;
import org.p2vworkbench.fixups.plan.Finding;
import org.p2vworkbench.fixups.plan.Severity;

/** Each risk alone, on a Windows that has none of them otherwise. */
class RisksTest {

    @TempDir
    private Path folder;

    @Test
    void plainServerHasNone() throws IOException {
        assertThat(codes(plan(FakeWindows.windows2003())))
                .doesNotContain(
                        "ROLE-001",
                        "ROLE-002",
                        "ENC-001",
                        "ENC-003",
                        "FS-001",
                        "FS-002",
                        "FS-004",
                        "STO-005",
                        "WIN-002",
                        "WIN-003",
                        "WIN-005",
                        "WIN-006",
                        "WIN-VERSION",
                        "WIN-ARCHITECTURE",
                        "WIN-MEMORY-FILES",
                        "WIN-PAGE-FILE",
                        "OPS-004",
                        "NET-002");
    }

    @Test
    void domainController() throws IOException {
        FakeWindows windows = FakeWindows.windows2003();
        windows.system().key("ControlSet001\\Control\\ProductOptions").sz("ProductType", "LanmanNT");

        assertFound(plan(windows), "ROLE-001", Severity.HIGH, "domain controller");
    }

    @ParameterizedTest
    @CsvSource({"2, true", "3, false", "4, false"})
    void clusterNodeThatIsOne(int start, boolean found) throws IOException {
        WindowsRepair repair = plan(FakeWindows.windows2003().service("ClusSvc", start, 1, ""));

        assertThat(codes(repair).contains("ROLE-002")).isEqualTo(found);
    }

    @Test
    void bitLockerVolume() throws IOException {
        WindowsFolder files = server(FakeWindows.windows2003()).withVolumes(volume("/dev/sdb1", "BitLocker", 1));

        assertFound(files.plan(), "ENC-001", Severity.HIGH, "/dev/sdb1");
    }

    @Test
    void diskEncryptionSoftware() throws IOException {
        WindowsRepair repair = plan(FakeWindows.windows2003().service("truecrypt", 0, 1, ""));

        assertThat(codes(repair)).contains("ENC-003");
    }

    @ParameterizedTest
    @CsvSource({"200, ", "50, HIGH", "5, BLOCKER"})
    void littleSpace(long mebibytes, Severity severity) throws IOException {
        WindowsRepair repair =
                server(FakeWindows.windows2003()).withFreeBytes(mebibytes << 20).plan();

        assertThat(repair.plan().findings().stream()
                        .filter(each -> each.code().equals("FS-004"))
                        .map(Finding::severity))
                .isEqualTo(severity == null ? List.of() : List.of(severity));
    }

    @ParameterizedTest
    @ValueSource(strings = {"69713-OEM-1234567-45678", "00371-OEM-8992671-00524"})
    void licenceSoldWithTheMachine(String productId) throws IOException {
        FakeWindows windows = FakeWindows.windows2003();
        windows.software().key("Microsoft\\Windows NT\\CurrentVersion").sz("ProductId", productId);

        assertFound(plan(windows), "WIN-003", Severity.HIGH, "licence");
    }

    @Test
    void policyOnDevices() throws IOException {
        FakeWindows denies = FakeWindows.windows2003();
        denies.software()
                .key("Policies\\Microsoft\\Windows\\DeviceInstall\\Restrictions")
                .dword("DenyUnspecified", 1);
        FakeWindows allows = FakeWindows.windows2003();
        allows.software()
                .key("Policies\\Microsoft\\Windows\\DeviceInstall\\Restrictions")
                .dword("DenyUnspecified", 0);

        assertFound(plan(denies), "WIN-002", Severity.HIGH, "DenyUnspecified=1");
        assertThat(codes(plan(allows))).doesNotContain("WIN-002");
    }

    @Test
    void versionNobodyKnows() throws IOException {
        FakeWindows windows = FakeWindows.windows7();
        windows.software().key("Microsoft\\Windows NT\\CurrentVersion").sz("CurrentVersion", "6.9");

        assertFound(plan(windows), "WIN-VERSION", Severity.MEDIUM, "6.9");
    }

    @Test
    void processorOfAnotherKind() throws IOException {
        FakeWindows windows = FakeWindows.windows2003();
        windows.system()
                .key("ControlSet001\\Control\\Session Manager\\Environment")
                .sz("PROCESSOR_ARCHITECTURE", "IA64");

        assertFound(plan(windows), "WIN-ARCHITECTURE", Severity.BLOCKER, "another processor");
    }

    @Test
    void nt4() throws IOException {
        assertFound(plan(FakeWindows.nt4()), "OPS-004", Severity.HIGH, "Windows NT 4");
    }

    @ParameterizedTest
    @CsvSource({"42, true", "87, true", "E7, true", "07, false", "06, false"})
    void disksThatAreNotWhatTheirPartitionsSay(String type, boolean found) throws IOException {
        WindowsRepair repair = onDisk(new Mbr(0x11223344L).primary(Integer.parseInt(type, 16), true, 2048, 4096));

        assertThat(codes(repair).contains("STO-005")).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "5808c8aa-7e8f-42e0-85d2-e1e90434cfb3, dynamic disks",
        "af9b60a0-1431-4f62-bc68-3311714a69ad, dynamic disks",
        "e75caf8f-f680-4cee-afa3-b001e56efc2d, Storage Spaces",
        "ebd0a0a2-b9e5-4433-87c0-68b6b72699c7, "
    })
    void partitionsOfAGpt(UUID type, String said) throws IOException {
        WindowsRepair repair = onDisk(new Gpt(new UUID(1, 2), 512).partition(type, new UUID(3, 4), 2048, 4095, 0, ""));

        if (said == null) {
            assertThat(codes(repair)).doesNotContain("STO-005");
        } else {
            assertThat(finding(repair, "STO-005").text()).contains("/dev/sda", said);
        }
    }

    @Test
    void filesThatHoldWhatMemoryHeld() throws IOException {
        WindowsFolder files = server(FakeWindows.windows2003())
                .with("/pagefile.sys", new byte[3 << 20])
                .with("/Windows/MEMORY.DMP", new byte[1 << 20])
                .with("/hiberfil.sys", new byte[0]);

        assertThat(finding(files.plan(), "WIN-MEMORY-FILES").text())
                .startsWith("4 MiB")
                .contains("/pagefile.sys (3 MiB)", "/Windows/MEMORY.DMP (1 MiB)")
                .doesNotContain("hiberfil");
    }

    @Test
    void pageFileOnADiskThatIsNotHere() throws IOException {
        FakeWindows elsewhere = FakeWindows.windows2003().drive('C', 0x99887766, 2048 * 512);
        FakeWindows here = FakeWindows.windows2003().drive('C', 0x11223344, 2048 * 512);
        Table table = new Mbr(0x11223344L).primary(7, true, 2048, 4096);

        assertThat(finding(onDisk(elsewhere, table), "WIN-PAGE-FILE").text()).contains("C:\\pagefile.sys");
        assertThat(codes(onDisk(here, table))).doesNotContain("WIN-PAGE-FILE");
    }

    private WindowsRepair onDisk(Table table) throws IOException {
        return onDisk(FakeWindows.windows2003(), table);
    }

    private WindowsRepair onDisk(FakeWindows windows, Table table) throws IOException {
        Path disk = new DiskBuilder(8L << 20).table(table).writeTo(Files.createTempFile(folder, "disk", ""));
        return server(windows)
                .withVolumes(volume("/dev/sda1", "ntfs", 1))
                .withDevice("/dev/sda", disk)
                .plan();
    }

    private WindowsRepair plan(FakeWindows windows) throws IOException {
        return server(windows).plan();
    }

    private WindowsFolder server(FakeWindows windows) throws IOException {
        return new WindowsFolder(Files.createTempDirectory(folder, "windows"))
                .with(windows)
                .withDrivers("atapi", "ataport", "intelide", "pciide", "pciidex", "msahci");
    }

    private static GuestVolume volume(String device, String type, int partition) {
        return new GuestVolume(device, type, "", "", "", OptionalInt.of(0), OptionalInt.of(partition), 1L << 20);
    }

    private static void assertFound(WindowsRepair repair, String code, Severity severity, String text) {
        assertThat(finding(repair, code).severity()).isEqualTo(severity);
        assertThat(finding(repair, code).text()).contains(text);
        assertThat(finding(repair, code).remedy()).isNotBlank();
    }

    private static List<String> codes(WindowsRepair repair) {
        return repair.plan().findings().stream().map(Finding::code).toList();
    }

    private static Finding finding(WindowsRepair repair, String code) {
        return repair.plan().findings().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " is not among " + codes(repair)));
    }
}
