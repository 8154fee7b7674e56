package org.p2vworkbench.fixups.plan;

import java.io.IOException;
import org.p2vworkbench.fixups.guest.GuestTree;

/** A second look at a guest once all changes are made. */
public interface Check {

    /** @throws RepairException when the guest is not what was planned; its layer has to be dropped */
    void look(GuestTree repaired) throws IOException;
}
