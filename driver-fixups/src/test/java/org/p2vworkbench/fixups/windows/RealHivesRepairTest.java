package org.p2vworkbench.fixups.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.registry.FakeWindows;
import org.p2vworkbench.fixups.plan.Change;
import org.p2vworkbench.fixups.plan.Check;
import org.p2vworkbench.fixups.registry.ReferenceHives;
import org.p2vworkbench.fixups.registry.RegFile;
import org.p2vworkbench.fixups.registry.RegistryEdit;

/**
 * Repairs of real registries, made by hivexregedit from the .reg file of the plan: the hives then differ from what they
 * were by the plan and by nothing else, and a second look finds nothing to do.
 */
class RealHivesRepairTest {

    @TempDir
    private Path folder;

    @Test
    void windowsXp() throws IOException {
        WindowsFolder files = new WindowsFolder(folder)
                .with(FakeWindows.windows2003())
                .with(WindowsFolder.SYSTEM, ReferenceHives.file(ReferenceHives.WINDOWS_XP, folder))
                .withDrivers("atapi", "intelide", "pciide", "pciidex", "vpcbus", "msvmmouf");

        WindowsRepair repair = repairAndLookAgain(files);

        assertThat(targets(repair))
                .contains(
                        "HKLM\\SYSTEM\\ControlSet001\\Services\\pciide\\Start",
                        "HKLM\\SYSTEM\\ControlSet003\\Control\\CrashControl\\AutoReboot",
                        "HKLM\\SYSTEM\\ControlSet001\\Control\\Class\\{4D36E96F-E325-11CE-BFC1-08002BE10318}\\UpperFilters")
                .noneMatch(target -> target.contains("\\disk\\"));
    }

    @Test
    @Tag("slow")
    void windows8() throws IOException {
        WindowsFolder files = new WindowsFolder(folder)
                .with(WindowsFolder.SYSTEM, ReferenceHives.file(ReferenceHives.WINDOWS_8, folder))
                .with(WindowsFolder.SOFTWARE, ReferenceHives.file(ReferenceHives.WINDOWS_8_SOFTWARE, folder))
                .withDrivers("atapi", "ataport", "intelide", "pciide", "pciidex", "storahci", "stornvme");

        WindowsRepair repair = repairAndLookAgain(files);

        assertThat(repair.plan().findings())
                .anySatisfy(finding -> assertThat(finding.code()).isEqualTo("WIN-REGISTRY-STALE"))
                .anySatisfy(finding -> assertThat(finding.text()).contains("VirtualBox Guest Additions"));
        assertThat(targets(repair))
                .contains("HKLM\\SYSTEM\\ControlSet001\\Services\\VBoxGuest\\Start")
                .noneMatch(target -> target.contains("StartOverride") && target.contains("storahci"));
    }

    @Test
    @Tag("slow")
    void windows10WithItsLogs() throws IOException {
        WindowsFolder files = new WindowsFolder(folder)
                .with(FakeWindows.windows11())
                .with(WindowsFolder.SYSTEM, ReferenceHives.file(ReferenceHives.WINDOWS_10, folder))
                .with(
                        WindowsFolder.SYSTEM + ".LOG1",
                        ReferenceHives.file("win10-1709-x64-dirty/SYSTEM_B.LOG1.xz", folder))
                .with(
                        WindowsFolder.SYSTEM + ".LOG2",
                        ReferenceHives.file("win10-1709-x64-dirty/SYSTEM_B.LOG2.xz", folder))
                .withDrivers("atapi", "ataport", "intelide", "pciide", "pciidex", "storahci", "stornvme", "iaStorAV");

        WindowsRepair repair = repairAndLookAgain(files);

        assertThat(targets(repair))
                .contains(
                        WindowsFolder.SYSTEM,
                        "HKLM\\SYSTEM\\ControlSet001\\Services\\storahci\\StartOverride\\0",
                        "HKLM\\SYSTEM\\ControlSet001\\Services\\iaStorAV\\Start",
                        "HKLM\\SYSTEM\\ControlSet001\\Services\\stdcfltn\\Start",
                        "HKLM\\SYSTEM\\ControlSet001\\Control\\Class\\{4d36e967-e325-11ce-bfc1-08002be10318}\\LowerFilters");
    }

    private WindowsRepair repairAndLookAgain(WindowsFolder files) throws IOException {
        assumeTrue(OutsideTool.named("hivexregedit").isInstalled(), "hivexregedit is not installed: not cross-checked");
        WindowsRepair repair = files.plan();
        for (Change change : repair.plan().changes()) {
            if (change.kind() == Change.Kind.FILE) {
                change.apply(files.guest());
            }
        }
        merge("SYSTEM", repair, files.at(WindowsFolder.SYSTEM));
        merge("SOFTWARE", repair, files.at(WindowsFolder.SOFTWARE));

        for (Check check : repair.plan().checks()) {
            check.look(files.guest());
        }
        assertThat(files.plan().plan().changes()).as("a second run").isEmpty();
        return repair;
    }

    private void merge(String hive, WindowsRepair repair, Path file) throws IOException {
        List<RegistryEdit> edits =
                repair.edits().stream().filter(edit -> edit.hive().equals(hive)).toList();
        if (edits.isEmpty()) {
            return;
        }
        String text = new String(RegFile.version5(edits), StandardCharsets.UTF_16LE).substring(1);
        Path redo = Files.writeString(folder.resolve("redo.reg"), text.replace("\r", ""));
        OutsideTool.named("hivexregedit")
                .run("--merge", "--prefix", "HKEY_LOCAL_MACHINE\\" + hive, "--encoding", "UTF-16LE", file, redo);
    }

    private static List<String> targets(WindowsRepair repair) {
        return repair.plan().changes().stream().map(Change::target).toList();
    }
}
