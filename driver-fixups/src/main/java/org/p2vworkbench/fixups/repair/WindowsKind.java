package org.p2vworkbench.fixups.repair;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.fixups.appliance.GuestRoot;
import org.p2vworkbench.fixups.description.GuestDescription;
import org.p2vworkbench.fixups.description.WindowsDescription;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.plan.BootCode;
import org.p2vworkbench.fixups.registry.RegFile;
import org.p2vworkbench.fixups.registry.RegistryEdit;
import org.p2vworkbench.fixups.windows.WindowsRepair;
import org.p2vworkbench.fixups.windows.WindowsRepair.Given;
import org.p2vworkbench.fixups.windows.drivers.DriverTable;
import org.p2vworkbench.fixups.windows.guest.VirtioWin;

/** Windows from NT 4 on. */
final class WindowsKind implements GuestKind {

    @Override
    public boolean is(GuestRoot root) {
        return root.isWindows();
    }

    @Override
    public Repair plan(GuestTree guest, RepairOptions options, BootCode.Maker bootCode, Path scratch)
            throws IOException {
        DriverTable drivers = DriverTable.own();
        for (Path table : options.driverTables()) {
            drivers = drivers.with(table);
        }
        Optional<VirtioWin> virtioWin = options.virtioWin().isPresent()
                ? Optional.of(VirtioWin.in(options.virtioWin().get()))
                : Optional.empty();
        WindowsRepair repair = WindowsRepair.plan(
                guest, new Given(options.machine(), drivers, virtioWin, options.consents()), scratch);
        Optional<GuestDescription> description = repair.facts()
                .flatMap(facts -> GuestDescription.ifPossible(() -> WindowsDescription.of(guest, facts, 1)));
        return new Repair(repair.guest(), repair.plan(), repair.hardware(), papers(repair), description);
    }

    /** For regedit, inside the guest. NT 4 knows the first version of the format only. */
    private static Map<String, Content> papers(WindowsRepair repair) throws IOException {
        if (repair.edits().isEmpty()) {
            return Map.of();
        }
        boolean old = repair.guest().getOrDefault("version", "").startsWith("4.");
        return Map.of("undo.reg", paper(repair.undoInRunningWindows(), old), "redo.reg", paper(repair.edits(), old));
    }

    private static Content paper(List<RegistryEdit> edits, boolean old) {
        return Content.of(old ? RegFile.version4(edits) : RegFile.version5(edits));
    }
}
