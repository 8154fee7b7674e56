package org.p2vworkbench.fixups.repair;

import java.util.Optional;
import org.p2vworkbench.fixups.plan.MachineFacts;

/**
 * How a guest is to be repaired.
 *
 * @param root the device of the system that is meant, where there are several
 * @param machine what is known of the machine it comes from
 */
public record RepairOptions(Optional<String> root, MachineFacts machine) {

    public static final RepairOptions USUAL = new RepairOptions(Optional.empty(), MachineFacts.NONE);
}
