package org.p2vworkbench.fixups.linux;

import java.io.IOException;
import java.util.List;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.linux.boot.GrubDefaultFixup;
import org.p2vworkbench.fixups.linux.boot.RootArgumentFixup;
import org.p2vworkbench.fixups.linux.facts.LinuxGuest;
import org.p2vworkbench.fixups.linux.facts.LinuxInspection;
import org.p2vworkbench.fixups.linux.initramfs.InitramfsFixup;
import org.p2vworkbench.fixups.linux.relocation.LinuxOptions;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.linux.storage.FstabFixup;
import org.p2vworkbench.fixups.plan.Draft;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.MachineFacts;
import org.p2vworkbench.fixups.plan.RepairPlan;
import org.p2vworkbench.fixups.plan.VirtualHardware;

/**
 * What a Linux guest needs to run on KVM.
 *
 * @param guest what it is
 * @param hardware the machine it has to be given
 * @param plan what has to be changed in it, and what was found
 */
public record LinuxRepair(LinuxGuest guest, VirtualHardware hardware, RepairPlan plan) {

    /** In this order: names before what is made with them, the initial RAM disk when all that goes into it is said. */
    private static final List<Fixup<Relocation>> FIXUPS =
            List.of(new FstabFixup(), new RootArgumentFixup(), new GrubDefaultFixup(), new InitramfsFixup());

    public static LinuxRepair plan(GuestTree tree, LinuxOptions options, MachineFacts machine) throws IOException {
        LinuxGuest guest = LinuxInspection.of(tree);
        Relocation relocation = Relocation.of(tree, guest, machine, options);
        Draft draft = new Draft(tree);
        for (Fixup<Relocation> fixup : FIXUPS) {
            fixup.plan(relocation, draft.edits(fixup.name()));
        }
        return new LinuxRepair(guest, relocation.hardware(), draft.plan());
    }
}
