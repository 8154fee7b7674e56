package org.p2vworkbench.fixups.repair;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.p2vworkbench.fixups.appliance.LockedVolume;
import org.p2vworkbench.fixups.plan.Finding;
import org.p2vworkbench.fixups.plan.RepairPlan;
import org.p2vworkbench.fixups.plan.Severity;

/** What is said of encrypted volumes that nobody opened. */
final class LockedGuest {

    private static final String CODE = "GUEST-LOCKED";

    private LockedGuest() {}

    /** No system was found, and one of these may hold it: left alone it would not find its disks. */
    static Repair unreachable(List<LockedVolume> locked) {
        Finding finding = new Finding(
                CODE,
                Severity.BLOCKER,
                "The system is on an encrypted volume, and nothing was changed: %s.".formatted(words(locked)),
                remedy(locked.get(0)));
        return new Repair(Map.of("kind", "locked"), new RepairPlan(List.of(), List.of(finding)), Optional.empty());
    }

    /** The system was found, and these are beside it. */
    static List<Finding> data(List<LockedVolume> locked) {
        return locked.isEmpty()
                ? List.of()
                : List.of(new Finding(
                        CODE,
                        Severity.MEDIUM,
                        "What is on encrypted volumes was not looked at: %s.".formatted(words(locked)),
                        remedy(locked.get(0))));
    }

    private static String words(List<LockedVolume> locked) {
        return locked.stream()
                .map(volume -> "%s (LUKS %s): %s".formatted(volume.device(), volume.uuid(), volume.why()))
                .collect(Collectors.joining(", "));
    }

    private static String remedy(LockedVolume locked) {
        return "Put its passphrase into a file and add --key %s:file:PATH, or put it into the environment and add"
                        .formatted(locked.uuid())
                + " --key %s:env:VARIABLE; --no-fixup copies without a repair.".formatted(locked.uuid());
    }
}
