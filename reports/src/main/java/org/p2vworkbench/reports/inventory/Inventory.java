package org.p2vworkbench.reports.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
        List<Missed> missed,
        List<Disagreement> disagreements) {

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
        disagreements = Missing.list(disagreements);
    }

    /** The same with other hardware. */
    public Inventory with(HardwareFacts other) {
        return new Inventory(schema, program, machine, takenAt, by, other, guest, live, missed, disagreements);
    }

    /** The same about another guest, or none. */
    public Inventory with(Optional<GuestFacts> otherGuest, Optional<LiveFacts> otherLive) {
        return new Inventory(
                schema, program, machine, takenAt, by, hardware, otherGuest, otherLive, missed, disagreements);
    }

    /** The same under the name that the machine has here. */
    public Inventory named(String name) {
        return new Inventory(schema, program, name, takenAt, by, hardware, guest, live, missed, disagreements);
    }

    /** The same with more that was not looked at. */
    public Inventory missing(List<Missed> more) {
        List<Missed> all = Stream.concat(missed.stream(), more.stream()).toList();
        return new Inventory(schema, program, machine, takenAt, by, hardware, guest, live, all, disagreements);
    }

    /** The same with more on which collectors do not agree. */
    public Inventory disagreeing(List<Disagreement> more) {
        List<Disagreement> all =
                Stream.concat(disagreements.stream(), more.stream()).toList();
        return new Inventory(schema, program, machine, takenAt, by, hardware, guest, live, missed, all);
    }

    /**
     * Two collectors that say different things about one value. The one that looked at the thing itself is kept.
     *
     * @param what of which thing: "sda1: type of the filesystem"
     */
    public record Disagreement(String what, String one, String bySource, String other, String byOtherSource) {

        public Disagreement {
            what = Missing.text(what);
            one = Missing.text(one);
            bySource = Missing.text(bySource);
            other = Missing.text(other);
            byOtherSource = Missing.text(byOtherSource);
        }
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
