package org.p2vworkbench.fixups.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2vworkbench.fixtures.OutsideTool;
import org.p2vworkbench.fixtures.machine.PhonyWindows;
import org.p2vworkbench.fixtures.machine.PhonyWindows.Left;
import org.p2vworkbench.fixtures.registry.FakeWindows;
import org.p2vworkbench.fixups.appliance.GuestDrive;
import org.p2vworkbench.fixups.appliance.GuestRoot;
import org.p2vworkbench.fixups.appliance.GuestSession;
import org.p2vworkbench.fixups.appliance.MountedGuest;
import org.p2vworkbench.fixups.plan.BootCode;
import org.p2vworkbench.fixups.plan.Finding;
import org.p2vworkbench.fixups.plan.Severity;
import org.p2vworkbench.fixups.windows.ntfs.Consent;

/** In one start of the appliance: a hibernated Windows, one whose power failed, and one that wants a chkdsk. */
@Tag("slow")
class UnfinishedWindowsApplianceTest {

    private static final BootCode.Maker NO_BOOT_CODE = () -> {
        throw new AssertionError("this guest has a boot loader");
    };

    private static final RepairOptions LOSS_TAKEN =
            RepairOptions.USUAL.with(Set.of(Consent.DISCARD_HIBERNATION, Consent.DIRTY_NTFS));

    @TempDir
    private Path folder;

    @Test
    void unfinishedWindowsIsRepairedOnlyWhereTheLossIsTaken() throws IOException {
        assumeTrue(OutsideTool.named("ntfscp").isInstalled(), "ntfscp is not installed: no phony Windows is made");
        List<Path> disks = List.of(
                disk("hibernated", windows().hibernated().left(Left.JOURNAL_OPEN)),
                disk("power-failed", windows().left(Left.JOURNAL_OPEN)),
                disk("to-be-checked", windows().left(Left.MARKED_DIRTY)));
        List<GuestDrive> layers = new ArrayList<>();
        for (Path disk : disks) {
            Path layer = folder.resolve(disk.getFileName() + ".layer");
            OutsideTool.named("qemu-img").run("create", "-q", "-f", "qcow2", "-b", disk, "-F", "raw", layer);
            layers.add(GuestDrive.layer(layer));
        }
        try (GuestSession session = GuestSession.open(layers, List.of(), line -> {})) {
            List<GuestRoot> roots = session.roots();
            assertThat(roots).hasSize(disks.size());

            assertRefused(session, roots.get(0), "FS-002");
            assertRefused(session, roots.get(1), "FS-001");
            assertRefused(session, roots.get(2), "FS-001");
            for (GuestRoot root : roots) {
                assertRepairedOnce(session, root);
            }
        }
    }

    private static void assertRefused(GuestSession session, GuestRoot root, String code) throws IOException {
        try (MountedGuest guest = session.mountForRepair(root);
                ScratchFolder scratch = new ScratchFolder()) {
            Finding blocker =
                    plan(guest, RepairOptions.USUAL, scratch).blocker().orElseThrow();

            assertThat(blocker.code()).isEqualTo(code);
        }
    }

    private static void assertRepairedOnce(GuestSession session, GuestRoot root) throws IOException {
        try (MountedGuest guest = session.mountForRepair(root);
                ScratchFolder scratch = new ScratchFolder()) {
            Repair repair = plan(guest, LOSS_TAKEN, scratch);
            assertThat(repair.blocker()).isEmpty();
            assertThat(repair.plan().changes().get(0).fixup()).isEqualTo("unfinished-session");

            repair.plan().apply(guest, (path, content) -> path);
        }
        try (MountedGuest guest = session.mountForRepair(root);
                ScratchFolder scratch = new ScratchFolder()) {
            Repair again = plan(guest, RepairOptions.USUAL, scratch);

            assertThat(again.plan().changes()).as("a second run, " + root).isEmpty();
            assertThat(again.plan().findings())
                    .filteredOn(finding -> finding.code().equals("FS-001"))
                    .extracting(Finding::severity)
                    .containsExactly(Severity.MEDIUM);
            assertThat(guest.find("/hiberfil.sys")).isEmpty();
        }
    }

    private static Repair plan(MountedGuest guest, RepairOptions options, ScratchFolder scratch) throws IOException {
        return new WindowsKind().plan(guest, options, NO_BOOT_CODE, scratch.path());
    }

    private static PhonyWindows windows() {
        return PhonyWindows.recent(FakeWindows.windows11())
                .drivers("atapi", "ataport", "intelide", "pciide", "pciidex", "storahci", "stornvme");
    }

    private Path disk(String name, PhonyWindows windows) throws IOException {
        return windows.writeTo(folder.resolve(name + ".raw"));
    }
}
