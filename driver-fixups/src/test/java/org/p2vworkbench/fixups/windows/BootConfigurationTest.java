package org.p2vworkbench.fixups.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.disk.DiskBuilder;
import org.p2vworkbench.fixtures.disk.Gpt;
import org.p2vworkbench.fixtures.disk.Mbr;
import org.p2vworkbench.fixtures.disk.Table;
import org.p2vworkbench.fixtures.registry.FakeBootStore;
import org.p2vworkbench.fixtures.registry.FakeWindows;
import org.p2vworkbench.fixups.guest.GuestVolume;
import org.p2vworkbench.fixups.plan.Change;
import org.p2vworkbench.fixups.plan.Finding;
import org.p2vworkbench.fixups.plan.Severity;

class BootConfigurationTest {

    private static final UUID DISK = UUID.fromString("11223344-5566-4778-899a-abbccddeeff0");
    private static final UUID PARTITION = UUID.fromString("a1b2c3d4-e5f6-4718-92a3-b4c5d6e7f809");
    private static final UUID DATA = UUID.fromString("ebd0a0a2-b9e5-4433-87c0-68b6b72699c7");
    private static final String STORE = "/sda1:/EFI/Microsoft/Boot/BCD";

    @TempDir
    private Path folder;

    @Test
    void entryOfUefiIsFoundOnItsPartitionAndGetsGraphics() throws IOException {
        WindowsRepair repair = windows11(gpt())
                .with(STORE, FakeBootStore.uefi(DISK, PARTITION).hive())
                .plan();

        assertThat(repair.guest())
                .containsEntry(
                        "starts",
                        "Windows of Old (\\Windows\\system32\\winload.efi) from partition A1B2C3D4-E5F6-4718-92A3-B4C5D6E7F809 of disk 11223344-5566-4778-899A-ABBCCDDEEFF0");
        assertThat(codes(repair)).doesNotContain("WIN-BCD", "WIN-BCD-DEVICE", "WIN-SAFE-MODE");
        Change change = repair.plan().changes().stream()
                .filter(each -> each.fixup().equals("boot-configuration"))
                .findFirst()
                .orElseThrow();
        assertThat(change.target())
                .isEqualTo(
                        "HKLM\\BCD00000000\\Objects\\%s\\Elements\\16000046\\Element".formatted(FakeBootStore.WINDOWS));
        assertThat(change.before()).isEqualTo("REG_BINARY 01");
        assertThat(change.after()).isEqualTo("REG_BINARY 00");
    }

    @Test
    void entryOfABiosIsFoundByTheDisksSignature() throws IOException {
        WindowsRepair repair = windows11(new Mbr(0xcafe1234L).primary(7, true, 2048, 4096))
                .with("/Boot/BCD", FakeBootStore.bios(0xcafe1234, 2048 * 512).hive())
                .plan();

        assertThat(repair.guest())
                .containsEntry(
                        "starts",
                        "Windows of Old (\\Windows\\system32\\winload.exe) from partition 1048576 of disk CAFE1234");
        assertThat(codes(repair)).doesNotContain("WIN-BCD", "WIN-BCD-DEVICE");
        assertThat(repair.plan().changes()).noneMatch(each -> each.fixup().equals("boot-configuration"));
    }

    @Test
    void partitionsThatAreNotHereAreSaid() throws IOException {
        WindowsRepair otherDisk = windows11(gpt())
                .with(STORE, FakeBootStore.uefi(PARTITION, PARTITION).hive())
                .plan();
        WindowsRepair otherPlace = windows11(new Mbr(0xcafe1234L).primary(7, true, 63, 4096))
                .with("/Boot/BCD", FakeBootStore.bios(0xcafe1234, 2048 * 512).hive())
                .plan();

        for (WindowsRepair repair : List.of(otherDisk, otherPlace)) {
            Finding finding = finding(repair, "WIN-BCD-DEVICE");
            assertThat(finding.severity()).isEqualTo(Severity.HIGH);
            assertThat(finding.text()).contains("0xC000000E");
            assertThat(finding.remedy()).contains("bcdboot");
        }
    }

    @Test
    void logicalPartitionsAreNotDoubted() throws IOException {
        WindowsRepair repair = windows11(
                        new Mbr(0xcafe1234L).primary(7, true, 2048, 2048).logical(7, 6144, 1024))
                .with("/Boot/BCD", FakeBootStore.bios(0xcafe1234, 6144 * 512).hive())
                .plan();

        assertThat(codes(repair)).doesNotContain("WIN-BCD-DEVICE");
    }

    @Test
    void absentDamagedOrUndecidedConfigurationIsSaidAndForbidsNothing() throws IOException {
        byte[] damaged = FakeBootStore.bios(1, 2).hive();
        Arrays.fill(damaged, 0, 64, (byte) 0);

        WindowsRepair absent = windows11(gpt()).plan();
        WindowsRepair spoiled = windows11(gpt()).with(STORE, damaged).plan();
        WindowsRepair undecided = windows11(gpt())
                .with(STORE, FakeBootStore.uefi(DISK, PARTITION).undecided().hive())
                .plan();

        for (WindowsRepair repair : List.of(absent, spoiled, undecided)) {
            assertThat(finding(repair, "WIN-BCD").severity()).isEqualTo(Severity.MEDIUM);
            assertThat(repair.plan().changes()).isNotEmpty();
        }
    }

    @Test
    void safeModeIsSaid() throws IOException {
        WindowsRepair repair = windows11(gpt())
                .with(
                        STORE,
                        FakeBootStore.uefi(DISK, PARTITION)
                                .element(FakeBootStore.WINDOWS, "25000080", 0)
                                .hive())
                .plan();

        assertThat(finding(repair, "WIN-SAFE-MODE").remedy()).contains("bcdedit /deletevalue safeboot");
    }

    @Test
    void windowsBeforeVistaHasNone() throws IOException {
        WindowsRepair repair = new WindowsFolder(folder)
                .with(FakeWindows.windows2003())
                .withDrivers("atapi", "intelide", "pciide", "pciidex")
                .plan();

        assertThat(codes(repair)).doesNotContain("WIN-BCD");
        assertThat(repair.guest()).doesNotContainKey("starts");
    }

    private static Gpt gpt() {
        return new Gpt(DISK, 512).partition(DATA, PARTITION, 2048, 6143, 0, "");
    }

    private WindowsFolder windows11(Table table) throws IOException {
        Path own = Files.createTempDirectory(folder, "windows");
        Path disk = new DiskBuilder(8L << 20).table(table).writeTo(own.resolve("disk"));
        return new WindowsFolder(own)
                .with(FakeWindows.windows11())
                .withDrivers("atapi", "ataport", "intelide", "pciide", "pciidex", "storahci", "stornvme")
                .withVolumes(volume("/dev/sda1", "vfat", 1), volume("/dev/sda2", "ntfs", 2))
                .withDevice("/dev/sda", disk);
    }

    private static GuestVolume volume(String device, String type, int partition) {
        return new GuestVolume(device, type, "", "", "", OptionalInt.of(0), OptionalInt.of(partition), 1L << 20);
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
