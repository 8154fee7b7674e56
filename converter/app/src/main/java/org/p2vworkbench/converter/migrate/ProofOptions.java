package org.p2vworkbench.converter.migrate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.converter.convert.Prove;
import org.p2vworkbench.converter.proof.BootTerms;
import org.p2vworkbench.converter.proof.cable.PortQuestion;
import org.p2vworkbench.converter.raid.DiskSets;
import org.p2vworkbench.fixups.repair.RepairOptions;

/**
 * How a connected machine is booted; travels as JSON.
 *
 * @param degradedAllowed and {@code keepMembers}, {@code flattenRaid}: what becomes of sets
 * @param repair how the guest is repaired first; empty to boot it as it is
 */
public record ProofOptions(
        boolean degradedAllowed,
        boolean keepMembers,
        boolean flattenRaid,
        Optional<RepairOptions> repair,
        long mostSeconds,
        long quietSeconds,
        List<PortQuestion> ports) {

    public ProofOptions {
        // A command of an earlier version asks for none.
        ports = ports == null ? List.of() : List.copyOf(ports);
    }

    public static ProofOptions of(DiskSets sets, Optional<RepairOptions> repair, BootTerms watched) {
        return new ProofOptions(
                sets.degradedAllowed(),
                sets.keepMembers(),
                sets.flattened(),
                repair,
                watched.most().toSeconds(),
                watched.quiet().toSeconds(),
                watched.ports());
    }

    DiskSets sets() {
        return new DiskSets(degradedAllowed, keepMembers, flattenRaid);
    }

    Prove.Terms terms() {
        return new Prove.Terms(
                repair, new BootTerms(Duration.ofSeconds(mostSeconds), Duration.ofSeconds(quietSeconds), ports));
    }
}
