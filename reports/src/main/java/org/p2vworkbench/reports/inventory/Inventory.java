package org.p2vworkbench.reports.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * A machine as one or several collectors saw it.
 *
 * @param schema number of this form; fields are added, never renamed
 * @param by "live", "boot" or "image"
 * @param takenAt ISO 8601
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Inventory(
        int schema,
        String program,
        String machine,
        String takenAt,
        String by,
        HardwareFacts hardware,
        Optional<GuestFacts> guest,
        Optional<LiveFacts> live,
        List<Missed> missed) {

    public static final int SCHEMA = 1;

    public Inventory {
        program = Missing.text(program);
        machine = machine == null || machine.isBlank() ? "unnamed" : machine;
        takenAt = Missing.text(takenAt);
        by = Missing.text(by);
        hardware = hardware == null ? HardwareFacts.nothing() : hardware;
        guest = guest == null ? Optional.empty() : guest;
        live = live == null ? Optional.empty() : live;
        missed = Missing.list(missed);
    }

    /** Something that was not looked at, why, and what to do to have it. */
    public record Missed(String what, String why, String remedy) {

        public Missed {
            what = Missing.text(what);
            why = Missing.text(why);
            remedy = Missing.text(remedy);
        }
    }

    /** Bytes of all disks that are no removable ones. */
    public long diskBytes() {
        return hardware.disks().stream()
                .filter(disk -> !disk.removable())
                .mapToLong(disk -> disk.sizeBytes().orElse(0L))
                .reduce(0, Inventory::saturated);
    }

    /** Sizes out of a broken file must not turn negative. */
    public static long saturated(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
