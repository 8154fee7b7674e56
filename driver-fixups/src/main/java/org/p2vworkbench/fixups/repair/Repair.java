package org.p2vworkbench.fixups.repair;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.fixups.description.GuestDescription;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.plan.Finding;
import org.p2vworkbench.fixups.plan.RepairPlan;
import org.p2vworkbench.fixups.plan.Severity;
import org.p2vworkbench.fixups.plan.VirtualHardware;

/**
 * A guest and what it needs.
 *
 * @param guest what it is, for people and programs: "kind", "product", "version", ... in the order in which to show them
 * @param hardware what the machine must be like; empty when the guest is unknown
 * @param papers for people who undo or repeat it inside the guest, by file name: "undo.reg"
 * @param description of it for a report; empty when it is unknown, or cannot be read
 */
public record Repair(
        Map<String, String> guest,
        RepairPlan plan,
        Optional<VirtualHardware> hardware,
        Map<String, Content> papers,
        Optional<GuestDescription> description) {

    public Repair {
        guest = new LinkedHashMap<>(guest);
        papers = Map.copyOf(papers);
    }

    public Repair(Map<String, String> guest, RepairPlan plan, Optional<VirtualHardware> hardware) {
        this(guest, plan, hardware, Map.of(), Optional.empty());
    }

    /** The same, saying which of the disks' systems it is about: undo has to find it again. */
    Repair on(String rootDevice) {
        Map<String, String> facts = new LinkedHashMap<>(guest);
        facts.put("root", rootDevice);
        return new Repair(facts, plan, hardware, papers, description);
    }

    /** The same, saying how many systems there are. */
    Repair among(int systems) {
        return new Repair(guest, plan, hardware, papers, description.map(one -> one.among(systems)));
    }

    /** The same with more findings. */
    Repair with(List<Finding> more) {
        List<Finding> findings = new ArrayList<>(plan.findings());
        findings.addAll(more);
        return new Repair(guest, plan.with(findings), hardware, papers, description);
    }

    /** What forbids to change the guest, the first of it. */
    public Optional<Finding> blocker() {
        return plan.findings().stream()
                .filter(finding -> finding.severity() == Severity.BLOCKER)
                .findFirst();
    }
}
