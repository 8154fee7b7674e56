package org.p2vworkbench.fixups.repair;

import java.io.IOException;
import org.p2vworkbench.fixups.appliance.GuestRoot;
import org.p2vworkbench.fixups.guest.GuestTree;

/** Knows one kind of guest. */
interface GuestKind {

    boolean is(GuestRoot root);

    Repair plan(GuestTree guest, RepairOptions options) throws IOException;
}
