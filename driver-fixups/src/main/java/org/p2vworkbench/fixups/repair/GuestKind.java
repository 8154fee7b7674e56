package org.p2vworkbench.fixups.repair;

import java.io.IOException;
import java.nio.file.Path;
import org.p2vworkbench.fixups.appliance.GuestRoot;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.plan.BootCode;

/** Knows one kind of guest. */
interface GuestKind {

    boolean is(GuestRoot root);

    /**
     * @param bootCode for a guest that has no boot loader
     * @param scratch an empty folder of this host, which is there as long as the plan is in use
     */
    Repair plan(GuestTree guest, RepairOptions options, BootCode.Maker bootCode, Path scratch) throws IOException;
}
