package org.p2vworkbench.fixups.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.machine.PhonyProgram;
import org.p2vworkbench.fixtures.registry.FakeWindows;
import org.p2vworkbench.fixtures.registry.HiveLogWriter;
import org.p2vworkbench.fixtures.registry.HiveWriter;
import org.p2vworkbench.fixups.guest.GuestVolume;
import org.p2vworkbench.fixups.plan.Change;
import org.p2vworkbench.fixups.plan.Finding;
import org.p2vworkbench.fixups.plan.MachineFacts;
import org.p2vworkbench.fixups.plan.Severity;
import org.p2vworkbench.fixups.plan.VirtualHardware;
import org.p2vworkbench.fixups.plan.VirtualHardware.Clock;
import org.p2vworkbench.fixups.plan.VirtualHardware.DiskBus;
import org.p2vworkbench.fixups.plan.VirtualHardware.NicModel;
import org.p2vworkbench.fixups.windows.WindowsRepair.Given;
import org.p2vworkbench.fixups.windows.drivers.DriverTable;
import org.p2vworkbench.fixups.windows.guest.VirtioWin;

class WindowsRepairTest {

    private static final String SET = "HKLM\\SYSTEM\\ControlSet001\\";
    private static final String DISKS = SET + "Control\\Class\\{4D36E967-E325-11CE-BFC1-08002BE10318}\\";

    @TempDir
    private Path folder;

    @Test
    void server2003OnASmartArrayStartsFromIde() throws IOException {
        WindowsFolder files = new WindowsFolder(folder)
                .with(FakeWindows.windows2003())
                .withDrivers("atapi", "disk", "partmgr")
                .withDriverOf("Hewlett-Packard Company", "hpfilter")
                .with("/Windows/system32/dllcache/intelide.sys", PhonyProgram.driver("intelide", 2000))
                .with("/Windows/system32/dllcache/pciidex.sys", PhonyProgram.driver("pciidex", 2000))
                .with("/Windows/ServicePackFiles/i386/pciide.sys", PhonyProgram.driver("pciide", 2000));

        WindowsRepair repair = files.plan();

        assertThat(repair.guest())
                .containsEntry("product", "Microsoft Windows Server 2003")
                .containsEntry("release", "2003")
                .containsEntry("version", "5.2.3790")
                .containsEntry("servicePack", "Service Pack 2")
                .containsEntry("architecture", "x86")
                .containsEntry("role", "server")
                .containsEntry("hal", "ACPI multiprocessor")
                .containsEntry("controlSet", "ControlSet001");
        assertThat(targets(repair, Change.Kind.FILE))
                .containsExactly(
                        "/Windows/system32/drivers/pciidex.sys",
                        "/Windows/system32/drivers/intelide.sys",
                        "/Windows/system32/drivers/pciide.sys");
        assertChange(repair, SET + "Services\\atapi\\Start", "0x4", "0x0");
        assertChange(repair, "HKLM\\SYSTEM\\ControlSet002\\Services\\atapi\\Start", "0x4", "0x0");
        assertChange(
                repair, SET + "Control\\CriticalDeviceDatabase\\pci#ven_8086&dev_7010\\Service", "", "\"intelide\"");
        assertChange(repair, SET + "Control\\CriticalDeviceDatabase\\primary_ide_channel\\Service", "", "\"atapi\"");
        assertChange(repair, SET + "Services\\cpqcissm\\Start", "0x0", "0x4");
        assertChange(repair, SET + "Services\\cpqcissm\\ErrorControl", "0x3", "0x1");
        assertChange(repair, SET + "Services\\sysmgmthp\\Start", "0x2", "0x4");
        assertChange(repair, SET + "Services\\intelppm\\Start", "0x1", "0x4");
        assertChange(repair, SET + "Services\\agp440\\Start", "0x0", "0x4");
        assertChange(repair, DISKS + "LowerFilters", "[\"HpFilter\", \"NoSuchFilter\"]", "[\"HpFilter\"]");
        assertChange(repair, SET + "Control\\CrashControl\\AutoReboot", "0x1", "0x0");
        assertThat(targets(repair, Change.Kind.REGISTRY))
                .noneMatch(target -> target.contains("hpqilo2")) // starts only when its card is found
                .noneMatch(target -> target.startsWith("HKLM\\SYSTEM\\ControlSet002\\Services\\cpqcissm"))
                .noneMatch(target -> target.contains("EnableBigLba"));
        assertThat(repair.hardware())
                .contains(
                        new VirtualHardware(
                                DiskBus.IDE,
                                NicModel.E1000,
                                false,
                                Clock.LOCALTIME,
                                OptionalInt.empty(),
                                List.of(
                                        "No virtio drivers were given (--virtio-win), so it starts from disks it has a driver for.")));
        assertThat(codes(repair)).contains("NET-001", "WIN-004").doesNotContain("WIN-005");
        assertThat(finding(repair, "NET-001").text())
                .contains("192.0.2.10, 192.0.2.11", "Local Area Connection", "gateway 192.0.2.1");
    }

    @Test
    void oneProcessorHalAndLargeDiskOfWindows2000AreMet() throws IOException {
        WindowsFolder files = new WindowsFolder(folder)
                .with(FakeWindows.windows2000())
                .withDrivers("atapi", "intelide", "pciide", "pciidex")
                .withVolumes(volume("/dev/sdb1", "ntfs", 200L << 30));

        WindowsRepair repair = files.plan();

        assertThat(repair.hardware().orElseThrow().mostCpus()).hasValue(1);
        assertThat(repair.hardware().orElseThrow().nics()).isEqualTo(NicModel.RTL8139);
        assertThat(finding(repair, "WIN-005").text()).contains("ACPI with the old interrupt controller");
        assertChange(repair, SET + "Services\\atapi\\Parameters\\EnableBigLba", "", "0x1");
        assertThat(codes(repair)).doesNotContain("WIN-LARGE-IDE");
    }

    @Test
    void nt4WithALargeDiskIsRefused() throws IOException {
        WindowsFolder files = new WindowsFolder(folder)
                .with(FakeWindows.nt4())
                .withDrivers("atapi")
                .withVolumes(volume("/dev/sdb1", "ntfs", 200L << 30));

        WindowsRepair repair = files.plan();

        assertThat(finding(repair, "WIN-LARGE-IDE").severity()).isEqualTo(Severity.BLOCKER);
        assertThat(repair.hardware().orElseThrow().nics()).isEqualTo(NicModel.PCNET);
        assertThat(targets(repair, Change.Kind.REGISTRY)).noneMatch(target -> target.contains("CriticalDevice"));
    }

    @Test
    void windows7LosesItsIntelFilterAndStartsFromAhci() throws IOException {
        WindowsFolder files = new WindowsFolder(folder)
                .with(FakeWindows.windows7())
                .withDrivers("atapi", "ataport", "intelide", "pciide", "pciidex", "msahci")
                .withDriverOf("Intel Corporation", "iastorf");

        WindowsRepair repair = files.plan();

        assertChange(repair, SET + "Services\\msahci\\Start", "0x3", "0x0");
        assertChange(repair, SET + "Control\\CriticalDeviceDatabase\\pci#cc_010601\\Service", "", "\"msahci\"");
        assertChange(repair, SET + "Services\\iaStor\\Start", "0x0", "0x4");
        assertChange(repair, SET + "Services\\iaStorF\\Start", "0x0", "0x4");
        assertChange(repair, DISKS + "LowerFilters", "[\"iaStorF\"]", "[]");
        assertThat(repair.hardware().orElseThrow().disks()).isEqualTo(DiskBus.SATA);
        assertThat(repair.hardware().orElseThrow().q35()).isTrue();
        assertThat(codes(repair)).contains("WIN-003");
    }

    @Test
    void windows11PromotesWhatItHadDemoted() throws IOException {
        WindowsFolder files = new WindowsFolder(folder)
                .with(FakeWindows.windows11())
                .withDrivers("atapi", "ataport", "intelide", "pciide", "pciidex", "storahci", "stornvme");

        WindowsRepair repair = files.plan();

        assertChange(repair, SET + "Services\\storahci\\StartOverride\\0", "0x3", "0x0");
        assertChange(repair, SET + "Services\\intelide\\StartOverride\\0", "0x3", "0x0");
        assertChange(repair, SET + "Services\\iaStorVD\\Start", "0x0", "0x4");
        assertChange(repair, SET + "Control\\Session Manager\\Power\\HiberbootEnabled", "0x1", "0x0");
        assertThat(targets(repair, Change.Kind.REGISTRY)).noneMatch(target -> target.contains("CriticalDevice"));
        assertThat(repair.hardware().orElseThrow().nics()).isEqualTo(NicModel.E1000E);
    }

    @Test
    void addressesGoToTheCardsWithTheSamePlace() throws IOException {
        WindowsFolder files = new WindowsFolder(folder)
                .with(FakeWindows.windows2003())
                .withDrivers("atapi", "intelide", "pciide", "pciidex");
        MachineFacts machine = new MachineFacts(
                List.of(
                        new MachineFacts.Nic("eth1", "00:11:22:33:44:66", "0000:03:02.1"),
                        new MachineFacts.Nic("eth0", "00:11:22:33:44:55", "0000:03:02.0")),
                List.of());

        WindowsRepair repair = files.plan(new Given(machine, DriverTable.own(), Optional.empty(), Set.of()));

        assertThat(codes(repair)).doesNotContain("NET-001");
        String card = SET + "Services\\Tcpip\\Parameters\\Interfaces\\{11111111-2222-3333-4444-555555555555}\\";
        assertChange(repair, card + "EnableDHCP", "0x0", "0x1");
        assertChange(repair, card + "IPAddress", "[\"192.0.2.10\", \"192.0.2.11\"]", "[]");
        assertChange(repair, "HKLM\\SYSTEM\\Setup\\SetupType", "0x0", "0x2");
        assertChange(repair, "HKLM\\SYSTEM\\Setup\\CmdLine", "\"\"", "\"cmd.exe /c %SystemRoot%\\p2v\\start.cmd\"");
        assertThat(change(repair, "/Windows/p2v/start.cmd").after()).isEqualTo("""
                        @echo off
                        rem Made by p2v. Runs once, before anybody logs on.
                        reg add HKLM\\SYSTEM\\Setup /v SetupType /t REG_DWORD /d 0 /f
                        reg add HKLM\\SYSTEM\\Setup /v CmdLine /t REG_SZ /d "" /f
                        schtasks /create /tn p2v-first-start /ru SYSTEM /sc onstart /tr "%SystemRoot%\\p2v\\work.cmd" /f
                        if not errorlevel 1 exit /b 0
                        set run=%SystemRoot%\\system32\\cmd.exe
                        sc create p2v-first-start start= auto binPath= "%run% /c start /b %run% /c %SystemRoot%\\p2v\\work.cmd"
                        exit /b 0""");
        String work = change(repair, "/Windows/p2v/work.cmd").after();
        assertThat(work)
                .contains(
                        "MACAddress='00:11:22:33:44:55'",
                        "netsh interface ip set address name=\"!name!\" source=static addr=192.0.2.10 mask=255.255.255.0 gateway=192.0.2.1 gwmetric=1",
                        "netsh interface ip add address name=\"!name!\" addr=192.0.2.11 mask=255.255.255.0",
                        "netsh interface ip set dns name=\"!name!\" source=static addr=192.0.2.2",
                        "netsh interface ip add dns name=\"!name!\" addr=192.0.2.3");
    }

    @Test
    void virtioDriversAreInstalledForTheRightWindows() throws IOException {
        Path disc = folder.resolve("virtio-win");
        for (String file : List.of(
                "viostor/w11/amd64/viostor.sys",
                "viostor/w11/amd64/viostor.inf",
                "viostor/w7/amd64/viostor.sys",
                "viostor/w11/x86/viostor.sys",
                "NetKVM/w11/amd64/netkvm.sys",
                "NetKVM/w11/amd64/netkvm.pdb",
                "sriov/w11/amd64/vioprot.sys")) {
            Files.createDirectories(disc.resolve(file).getParent());
            Files.writeString(disc.resolve(file), file);
        }
        WindowsFolder files = new WindowsFolder(folder)
                .with(FakeWindows.windows11())
                .withDrivers("atapi", "ataport", "intelide", "pciide", "pciidex", "storahci", "stornvme");

        WindowsRepair repair =
                files.plan(new Given(MachineFacts.NONE, DriverTable.own(), Optional.of(VirtioWin.in(disc)), Set.of()));

        assertThat(targets(repair, Change.Kind.FILE))
                .containsExactly(
                        "/Windows/Drivers/VirtIO/netkvm.sys",
                        "/Windows/Drivers/VirtIO/viostor.inf",
                        "/Windows/Drivers/VirtIO/viostor.sys",
                        "/Windows/system32/drivers/viostor.sys");
        assertThat(change(repair, "/Windows/system32/drivers/viostor.sys").after())
                .isEqualTo("viostor/w11/amd64/viostor.sys");
        assertChange(repair, SET + "Services\\viostor\\Start", "", "0x0");
        assertChange(
                repair,
                "HKLM\\SYSTEM\\DriverDatabase\\DeviceIds\\PCI\\VEN_1AF4&DEV_1042&REV_01\\p2vdisk.inf",
                "",
                "REG_BINARY 01ff0000");
        assertChange(
                repair,
                "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\DevicePath",
                "\"%SystemRoot%\\inf\"",
                "\"%SystemRoot%\\inf;%SystemRoot%\\Drivers\\VirtIO\"");
        assertThat(repair.hardware().orElseThrow().disks()).isEqualTo(DiskBus.VIRTIO_BLK);
        assertThat(repair.hardware().orElseThrow().nics()).isEqualTo(NicModel.VIRTIO);
    }

    @Test
    void bootLoaderOfOldSystemsReachesTheFirstDiskByTheBios() throws IOException {
        byte[] table = new byte[512];
        ByteBuffer.wrap(table)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x1be + 8, 63)
                .putInt(0x1be + 12, 8_000_000)
                .putShort(0x1fe, (short) 0xaa55);
        byte[] sector = new byte[512];
        ByteBuffer.wrap(sector)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(3, "NTFS    ".getBytes(StandardCharsets.US_ASCII))
                .putShort(0x18, (short) 63)
                .putShort(0x1a, (short) 240)
                .putInt(0x1c, 128);
        WindowsFolder files = new WindowsFolder(folder)
                .with(FakeWindows.windows2003())
                .withDrivers("atapi", "intelide", "pciide", "pciidex")
                .withVolumes(volume("/dev/sda1", "ntfs", 4_096_000_000L))
                .withDevice("/dev/sda", Files.write(folder.resolve("mbr"), table))
                .withDevice("/dev/sda1", Files.write(folder.resolve("boot"), sector))
                .with(
                        "/boot.ini",
                        "[boot loader]\r\ndefault=scsi(0)disk(1)rdisk(2)partition(2)\\WINDOWS\r\n[operating systems]\r\nsignature(1b5b4d5c)disk(1)rdisk(0)partition(2)\\WINDOWS=\"x\" /PAE\r\n"
                                .getBytes(StandardCharsets.US_ASCII));

        WindowsRepair repair = files.plan();

        assertThat(change(repair, "/boot.ini").after())
                .isEqualTo(
                        "default=multi(0)disk(0)rdisk(0)partition(2)\\WINDOWS\n[operating systems]\nmulti(0)disk(0)rdisk(0)partition(2)\\WINDOWS=\"x\" /PAE"
                                .replace("[operating systems]\n", ""));
        assertThat(finding(repair, "WIN-BOOT-SWITCHES").text()).contains("/PAE");
        Change boot = change(repair, "/dev/sda1, bytes 0x0 to 0x1ff");
        assertThat(boot.kind()).isEqualTo(Change.Kind.BOOT);
        assertThat(boot.before().substring(0x18 * 2, 0x20 * 2)).isEqualTo("3f00f00080000000");
        assertThat(boot.after().substring(0x18 * 2, 0x20 * 2)).isEqualTo("3f0080003f000000");
    }

    @Test
    void unknownDriverOfAnotherMakerIsDisabled() throws IOException {
        FakeWindows windows = FakeWindows.windows7()
                .service("acmeraid", 0, 1, "SCSI Miniport")
                .service("msnew", 0, 1, "SCSI Miniport")
                .service("idle", 3, 1, "SCSI Miniport");
        WindowsFolder files = new WindowsFolder(folder)
                .with(windows)
                .withDrivers("atapi", "ataport", "msahci", "msnew")
                .withDriverOf("Acme Storage, Inc.", "acmeraid")
                .withDriverOf("Acme Storage, Inc.", "idle");

        WindowsRepair repair = files.plan();

        assertChange(repair, SET + "Services\\acmeraid\\Start", "0x0", "0x4");
        assertThat(change(repair, SET + "Services\\acmeraid\\Start").why()).contains("Acme Storage, Inc.");
        assertThat(targets(repair, Change.Kind.REGISTRY))
                .noneMatch(target -> target.contains("msnew") || target.contains("idle\\"));
    }

    @Test
    void dirtyRegistryIsCompletedFromItsLogFirst() throws IOException {
        FakeWindows before = FakeWindows.windows7();
        FakeWindows after = FakeWindows.windows7().service("acmeraid", 0, 1, "SCSI Miniport");
        byte[] log = HiveLogWriter.entries(7, List.of(before.systemHive(), after.systemHive()));
        WindowsFolder files = new WindowsFolder(folder)
                .with(before)
                .with(WindowsFolder.SYSTEM, HiveWriter.dirty(before.systemHive()))
                .with(WindowsFolder.SYSTEM + ".LOG1", log)
                .withDrivers("atapi", "ataport", "msahci")
                .withDriverOf("Acme", "acmeraid");

        WindowsRepair repair = files.plan();

        assertThat(targets(repair, Change.Kind.FILE))
                .containsExactly(WindowsFolder.SYSTEM, WindowsFolder.SYSTEM + ".LOG1");
        assertThat(repair.plan().changes().get(0).fixup()).isEqualTo("registry-logs");
        assertChange(repair, SET + "Services\\acmeraid\\Start", "0x0", "0x4");
    }

    @Test
    void dirtyRegistryWithoutItsLogIsRefused() throws IOException {
        FakeWindows windows = FakeWindows.windows7();
        WindowsFolder files = new WindowsFolder(folder)
                .with(windows)
                .with(WindowsFolder.SYSTEM, HiveWriter.dirty(windows.systemHive()))
                .withDrivers("atapi", "ataport", "msahci");

        assertThat(finding(files.plan(), "WIN-REGISTRY-STALE").severity()).isEqualTo(Severity.BLOCKER);
    }

    @Test
    void guestsWithoutAnOrderlyRegistryAreRefusedAndNothingIsPlanned() throws IOException {
        FakeWindows noSet = FakeWindows.windows7();
        noSet.system().key("Select").dword("Default", 9);
        List<WindowsFolder> guests = List.of(
                new WindowsFolder(folder.resolve("none")),
                new WindowsFolder(folder.resolve("set")).with(noSet),
                new WindowsFolder(folder.resolve("bad")).with(noSet).with(WindowsFolder.SOFTWARE, new byte[5000]));

        for (WindowsFolder each : guests) {
            WindowsRepair repair = each.plan();

            assertThat(finding(repair, "WIN-REGISTRY").severity()).isEqualTo(Severity.BLOCKER);
            assertThat(repair.plan().changes()).isEmpty();
            assertThat(repair.hardware()).isEmpty();
        }
    }

    @Test
    void missingDriversAreABlocker() throws IOException {
        WindowsFolder files = new WindowsFolder(folder).with(FakeWindows.windows2003());

        Finding finding = finding(files.plan(), "WIN-DISK-DRIVERS");

        assertThat(finding.severity()).isEqualTo(Severity.BLOCKER);
        assertThat(finding.text()).contains("atapi.sys, intelide.sys, pciide.sys, pciidex.sys");
        assertThat(finding.remedy()).contains("Windows CD");
    }

    @Test
    void risksAreNamed() throws IOException {
        FakeWindows windows =
                FakeWindows.windows2003().service("ClusSvc", 2, 1, "").service("blfp", 2, 1, "");
        windows.system().key("ControlSet001\\Control\\ProductOptions").sz("ProductType", "LanmanNT");
        windows.system()
                .key("ControlSet001\\Control\\Session Manager")
                .multiSz("BootExecute", "autocheck autochk /r \\??\\D:", "autocheck autochk *");
        windows.software()
                .key("Policies\\Microsoft\\Windows\\DeviceInstall\\Restrictions")
                .dword("DenyUnspecified", 1);
        windows.software()
                .key("Microsoft\\Windows\\CurrentVersion\\Uninstall\\x")
                .sz("DisplayName", "VMware Tools");
        WindowsFolder files = new WindowsFolder(folder)
                .with(windows)
                .withDrivers("atapi", "intelide", "pciide", "pciidex")
                .withVolumes(volume("/dev/sda2", "BitLocker", 1 << 30));

        WindowsRepair repair = files.plan();

        assertThat(codes(repair))
                .contains("ROLE-001", "ROLE-002", "FS-001", "WIN-002", "WIN-006", "ENC-001", "NET-001", "NET-002");
    }

    private static GuestVolume volume(String device, String type, long bytes) {
        return new GuestVolume(device, type, "", "", "", OptionalInt.of(0), OptionalInt.of(1), bytes);
    }

    private static List<String> targets(WindowsRepair repair, Change.Kind kind) {
        return repair.plan().changes().stream()
                .filter(change -> change.kind() == kind)
                .map(Change::target)
                .toList();
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

    private static Change change(WindowsRepair repair, String target) {
        return repair.plan().changes().stream()
                .filter(each -> each.target().equals(target))
                .findFirst()
                .orElseThrow(() -> new AssertionError("%s is not among %s"
                        .formatted(
                                target,
                                repair.plan().changes().stream()
                                        .map(Change::target)
                                        .toList())));
    }

    private static void assertChange(WindowsRepair repair, String target, String before, String after) {
        Change change = change(repair, target);

        assertThat(Stream.of(change.before(), change.after())).as(target).containsExactly(before, after);
        assertThat(change.why()).isNotBlank();
    }
}
