package org.p2vworkbench.fixups.description;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.registry.FakeWindows;
import org.p2vworkbench.fixups.guest.FolderGuest;
import org.p2vworkbench.fixups.guest.GuestVolume;
import org.p2vworkbench.fixups.windows.FakeHives;
import org.p2vworkbench.fixups.windows.facts.WindowsFacts;

class WindowsDescriptionTest {

    private static final String SECOND_CARD = "{AAAAAAAA-BBBB-CCCC-DDDD-EEEEEEEEEEEE}";
    private static final String TCPIP = "ControlSet001\\Services\\Tcpip\\Parameters";

    @TempDir
    private Path folder;

    @Test
    void plainServerIsNothingSpecial() throws IOException {
        WindowsDescription windows = described(FakeWindows.windows2003());

        assertThat(windows.name()).isEqualTo("Microsoft Windows Server 2003 Service Pack 2");
        assertThat(windows.version()).isEqualTo("5.2.3790");
        assertThat(windows.bits()).isEqualTo(32);
        assertThat(windows.bootLoader()).isEqualTo("ntldr");
        assertThat(windows.virtioDriversExist()).isTrue();
        assertThat(windows.otherProcessorKernel()).isFalse();
        assertThat(windows.driverPolicyBlocks()).isFalse();
        assertThat(windows.roles()).isEmpty();
        assertThat(windows.ghostCards()).isFalse();
    }

    @Test
    void everythingThatReportsAskForIsRead() throws IOException {
        FakeWindows windows = FakeWindows.windows2003()
                .hal("mps_up")
                .service("ClusSvc", 2, 1, "")
                .service("MSSQL$ERP", 2, 1, "")
                .service("DHCPServer", 3, 1, "");
        windows.system().key("ControlSet001\\Control\\ProductOptions").sz("ProductType", "LanmanNT");
        windows.system()
                .key("ControlSet001\\Services\\BackupAgent")
                .dword("Type", 0x10)
                .dword("Start", 2);
        windows.system().key(TCPIP).sz("Domain", "corp.example");
        windows.system()
                .key(TCPIP + "\\Interfaces\\" + SECOND_CARD)
                .dword("EnableDHCP", 0)
                .multiSz("IPAddress", "192.0.2.10");
        windows.system().key("ControlSet001\\Control\\TimeZoneInformation").sz("StandardName", "W. Europe");
        windows.software().key("Microsoft\\Windows NT\\CurrentVersion").sz("ProductId", "69712-OEM-0000007-00101");
        windows.software()
                .key("Policies\\Microsoft\\Windows\\DeviceInstall\\Restrictions")
                .dword("DenyUnspecified", 1);
        windows.software()
                .key("Microsoft\\Windows\\CurrentVersion\\Uninstall\\{1}")
                .sz("DisplayName", "VMware Tools");

        WindowsDescription found = described(windows);

        assertThat(found.roles()).containsExactly("cluster", "database", "domain controller");
        assertThat(found.domain()).isEqualTo("corp.example");
        assertThat(found.timeZone()).isEqualTo("W. Europe");
        assertThat(found.licence()).isEqualTo("oem");
        assertThat(found.driverPolicyBlocks()).isTrue();
        assertThat(found.otherProcessorKernel()).isTrue();
        assertThat(found.software()).contains("VMware Tools", "BackupAgent").doesNotContain("DHCPServer", "cpqcissm");
        assertThat(found.addresses())
                .contains(
                        new WindowsDescription.Address("Local Area Connection", "static", "192.0.2.11"),
                        new WindowsDescription.Address("Local Area Connection 2", "static", "192.0.2.10"));
        assertThat(found.nameServers()).containsExactly("192.0.2.2", "192.0.2.3");
        assertThat(found.gateways()).containsExactly("192.0.2.1");
        assertThat(found.ghostCards()).as("one address on two").isTrue();
        assertThat(found.encrypted()).containsExactly("/dev/sda2 BitLocker");
    }

    @Test
    void windows2000HasNoVirtioDrivers() throws IOException {
        assertThat(described(FakeWindows.windows2000()).virtioDriversExist()).isFalse();
    }

    private WindowsDescription described(FakeWindows windows) throws IOException {
        FolderGuest guest = new FolderGuest(
                Files.createDirectories(folder.resolve("guest")),
                List.of(
                        new GuestVolume(
                                "/dev/sda1", "ntfs", "1", "", "", OptionalInt.of(0), OptionalInt.of(1), 8L << 30),
                        new GuestVolume(
                                "/dev/sda2", "BitLocker", "", "", "", OptionalInt.of(0), OptionalInt.of(2), 8L << 30)),
                new TreeMap<>(Map.of("/", "/dev/sda1")));
        GuestDescription description = WindowsDescription.of(
                guest, WindowsFacts.read(FakeHives.system(windows), FakeHives.software(windows)), 1);
        assertThat(description.rooms()).extracting(GuestDescription.Room::place).containsExactly("C:");
        return description.windows().orElseThrow();
    }
}
