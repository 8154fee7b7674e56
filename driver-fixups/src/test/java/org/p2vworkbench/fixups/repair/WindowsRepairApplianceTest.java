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

/** In one start of the appliance: a phony disk with the registry of a real XP, repaired by hivex in the appliance, looked at again, and taken back. */
@Tag("slow")
class WindowsRepairApplianceTest {

    private static final BootCode.Maker NO_BOOT_CODE = () -> {
        throw new AssertionError("this guest has a boot loader");
    };

    @TempDir
    private Path folder;

    @Test
    void windowsXpIsRepairedOnceAndTakenBack() throws IOException {
        assumeTrue(OutsideTool.named("ntfscp").isInstalled(), "ntfscp is not installed: no phony Windows is made");
        byte[] system = Files.readAllBytes(ReferenceHives.file(ReferenceHives.WINDOWS_XP, folder));
        Path raw = PhonyWindows.old(FakeWindows.windows2003())
                .registry(system, FakeWindows.windows2003().softwareHive())
                .drivers("atapi", "intelide", "pciide", "pciidex", "disk", "partmgr")
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
            Repair again = plan(guest, scratch);
            List<String> left = new GuestUndo(guest, kept::get).take(undo);
            Repair afterUndo = plan(guest, scratch);

            check(repair);
            assertThat(told(repair))
                    .as("findings: " + repair.plan().findings())
                    .anyMatch(line -> line.startsWith("/dev/sda1, bytes 0x0"));
            assertThat(told(again)).as("a second run").isEmpty();
            assertThat(left).isEmpty();
            assertThat(told(afterUndo)).as("what is to do again").isEqualTo(told(repair));
        }
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
