package org.p2vworkbench.fixups.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.p2vworkbench.fixups.guest.GuestWriter;

/**
 * The changes a guest needs, in the order in which they are made, and what was found.
 *
 * @param checks to be made once all is changed
 */
public record RepairPlan(List<Change> changes, List<Finding> findings, List<Check> checks) {

    public RepairPlan {
        changes = List.copyOf(changes);
        findings = List.copyOf(findings);
        checks = List.copyOf(checks);
    }

    public RepairPlan(List<Change> changes, List<Finding> findings) {
        this(changes, findings, List.of());
    }

    /** The same plan with other findings. */
    public RepairPlan with(List<Finding> others) {
        return new RepairPlan(changes, others, checks);
    }

    /**
     * Makes all changes. When one fails the guest is in between, and its layer has to be dropped.
     *
     * @return the steps that take them back, in the order in which they have to be taken
     */
    public List<Undo> apply(GuestWriter guest, Originals originals) throws IOException {
        List<Undo> steps = new ArrayList<>();
        for (Change change : changes) {
            steps.add(change.undo(guest, originals));
            change.apply(guest);
        }
        guest.commitHives();
        for (Check check : checks) {
            check.look(guest);
        }
        Collections.reverse(steps);
        return List.copyOf(steps);
    }
}
