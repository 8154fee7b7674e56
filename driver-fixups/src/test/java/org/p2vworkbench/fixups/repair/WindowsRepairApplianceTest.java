package org.p2vworkbench.fixups.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.cabinet.CabinetWriter;
import org.p2vworkbench.fixtures.cabinet.LzxPacking;
import org.p2vworkbench.fixtures.cabinet.Packing;
import org.p2vworkbench.fixtures.machine.PhonyProgram;
import org.p2vworkbench.fixtures.machine.PhonyWindows;
import org.p2vworkbench.fixtures.registry.FakeWindows;
import org.p2vworkbench.fixups.appliance.GuestDrive;
import org.p2vworkbench.fixups.appliance.GuestSession;
import org.p2vworkbench.fixups.appliance.MountedGuest;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.plan.BootCode;
import org.p2vworkbench.fixups.plan.Change;
import org.p2vworkbench.fixups.plan.Undo;
import org.p2vworkbench.fixups.plan.VirtualHardware.DiskBus;
import org.p2vworkbench.fixups.registry.ReferenceHives;

/**
 * In one start of the appliance: a phony disk with the registry of a real XP, whose drivers for IDE are in its cabinets
 * only, repaired by hivex in the appliance, looked at again, and taken back.
 */
@Tag("slow")
class WindowsRepairApplianceTest {

    private static final BootCode.Maker NO_BOOT_CODE = () -> {
        throw new AssertionError("this guest has a boot loader");
    };

    private static final String DRIVERS = "/Windows/system32/drivers/";
    private static final int DRIVER_BYTES = 90_000;

    @TempDir
    private Path folder;

    @Test
    void windowsXpIsRepairedOnceAndTakenBack() throws IOException {
        assumeTrue(OutsideTool.named("ntfscp").isInstalled(), "ntfscp is not installed: no phony Windows is made");
        byte[] system = Files.readAllBytes(ReferenceHives.file(ReferenceHives.WINDOWS_XP, folder));
        Path raw = PhonyWindows.old(FakeWindows.windows2003())
                .registry(system, FakeWindows.windows2003().softwareHive())
                .drivers("disk", "partmgr")
                .file("Windows/Driver Cache/i386/driver.cab", driverCabinet())
                .file("Windows/Driver Cache/i386/sp3.cab", servicePackCabinet())
                .writeTo(folder.resolve("xp.raw"));
        Path layer = folder.resolve("layer.qcow2");
        OutsideTool.named("qemu-img").run("create", "-q", "-f", "qcow2", "-b", raw, "-F", "raw", layer);
        Map<String, Content> kept = new HashMap<>();
        try (GuestSession session = GuestSession.open(List.of(GuestDrive.layer(layer)), List.of(), line -> {});
                ScratchFolder scratch = new ScratchFolder();
                MountedGuest guest = session.mountForRepair(session.roots().get(0))) {
            Repair repair = plan(guest, scratch);
            List<Undo> undo = repair.plan().apply(guest, (path, content) -> {
                kept.put(path, content);
                return path;
            });
            byte[] atapi = guest.read(DRIVERS + "atapi.sys").bytes();
            byte[] intelide = guest.read(DRIVERS + "intelide.sys").bytes();
            Repair again = plan(guest, scratch);
            List<String> left = new GuestUndo(guest, kept::get).take(undo);
            Repair afterUndo = plan(guest, scratch);

            check(repair);
            assertThat(told(repair))
                    .as("findings: " + repair.plan().findings())
                    .anyMatch(line -> line.startsWith("/dev/sda1, bytes 0x0"));
            assertThat(told(again)).as("a second run").isEmpty();
            assertThat(atapi).isEqualTo(PhonyProgram.driver("atapi", DRIVER_BYTES));
            assertThat(intelide).isEqualTo(PhonyProgram.driver("intelide of the service pack", DRIVER_BYTES));
            assertThat(left).isEmpty();
            assertThat(guest.isFile(DRIVERS + "atapi.sys"))
                    .as("atapi.sys after undo")
                    .isFalse();
            assertThat(told(afterUndo)).as("what is to do again").isEqualTo(told(repair));
        }
    }

    /** As on a server that was installed on SCSI: what it does not use is here alone. The first folder is passed over. */
    private static byte[] driverCabinet() {
        CabinetWriter cabinet = new CabinetWriter()
                .folder(Packing.stored())
                .file("1394bus.sys", new byte[5 << 20])
                .folder(new LzxPacking(21, 12_000_000, 1))
                .file("aic78xx.sys", PhonyProgram.driver("aic78xx", DRIVER_BYTES));
        for (String name : List.of("atapi", "intelide", "pciide", "pciidex")) {
            cabinet.file(name + ".sys", PhonyProgram.driver(name, DRIVER_BYTES));
        }
        return cabinet.bytes();
    }

    private static byte[] servicePackCabinet() {
        return new CabinetWriter()
                .folder(new LzxPacking(18, 0, 2))
                .file("INTELIDE.SYS", PhonyProgram.driver("intelide of the service pack", DRIVER_BYTES))
                .bytes();
    }

    private static Repair plan(MountedGuest guest, ScratchFolder scratch) throws IOException {
        return new WindowsKind().plan(guest, RepairOptions.USUAL, NO_BOOT_CODE, scratch.path());
    }

    private static void check(Repair repair) {
        assertThat(repair.guest())
                .containsEntry("kind", "windows")
                .containsEntry("computerName", "IECOMPATVHD")
                .containsEntry("controlSet", "ControlSet001");
        assertThat(repair.hardware().orElseThrow().disks()).isEqualTo(DiskBus.IDE);
        assertThat(targets(repair))
                .contains(
                        DRIVERS + "atapi.sys",
                        DRIVERS + "intelide.sys",
                        DRIVERS + "pciide.sys",
                        DRIVERS + "pciidex.sys",
                        "HKLM\\SYSTEM\\ControlSet001\\Services\\pciide\\Start",
                        "HKLM\\SYSTEM\\ControlSet003\\Control\\CrashControl\\AutoReboot");
    }

    private static List<String> told(Repair repair) {
        return repair.plan().changes().stream()
                .map(change -> "%s: %s -> %s".formatted(change.target(), change.before(), change.after()))
                .toList();
    }

    private static List<String> targets(Repair repair) {
        return repair.plan().changes().stream().map(Change::target).toList();
    }
}
