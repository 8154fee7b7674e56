package org.p2vworkbench.converter.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.p2vworkbench.disks.raid.detect.RaidReport;
import org.p2vworkbench.disks.raid.set.RaidDisk;
import org.p2vworkbench.disks.raid.set.RaidMember;
import org.p2vworkbench.disks.raid.set.RaidSet;

/** Says what a heap of disks is, in plain words or as one JSON document. */
final class RaidPrinter {

    private final Console console;

    RaidPrinter(Console console) {
        this.console = console;
    }

    /** A report, as {@code --json} prints it. */
    record ReportObject(List<SetObject> sets, List<String> unassigned, List<DiskNote> notes, List<String> findings) {}

    /** A set; {@code disk} of a member is null when it is not among the disks named. */
    record SetObject(
            String format,
            String level,
            String layout,
            long chunkBytes,
            long dataOffsetBytes,
            long sizeBytes,
            String uuid,
            String name,
            String state,
            double confidence,
            List<String> evidence,
            List<String> findings,
            List<MemberObject> members,
            List<SetObject> alternatives) {}

    /** A place in a set. */
    record MemberObject(int index, Optional<String> disk, String role, String note) {}

    /** What a disk without a set looks like. */
    record DiskNote(String disk, String why) {}

    void print(RaidReport report) {
        if (console.json()) {
            console.resultAsJson(new ReportObject(
                    report.sets().stream().map(RaidPrinter::object).toList(),
                    report.unassigned().stream().map(left -> left.disk().name()).toList(),
                    report.unassigned().stream()
                            .map(left -> new DiskNote(left.disk().name(), left.why()))
                            .toList(),
                    report.findings()));
            return;
        }
        report.sets().forEach(set -> words(set).forEach(console::result));
        if (report.sets().isEmpty()) {
            console.result("No RAID set was found on these disks.");
        }
        report.unassigned()
                .forEach(left -> console.result(Harmless.text(
                        "%s belongs to no set: %s.".formatted(left.disk().name(), left.why()))));
        report.findings().forEach(finding -> console.result(Harmless.text(finding)));
    }

    static SetObject object(RaidSet set) {
        return new SetObject(
                set.format(),
                set.level().label(),
                set.layout(),
                set.chunkBytes(),
                set.dataOffsetBytes(),
                set.sizeBytes(),
                set.uuid(),
                set.name(),
                set.state().label(),
                Math.round(set.confidence() * 1000) / 1000.0,
                set.evidence(),
                set.findings(),
                set.members().stream().map(RaidPrinter::object).toList(),
                set.alternatives().stream().map(RaidPrinter::object).toList());
    }

    private static MemberObject object(RaidMember member) {
        return new MemberObject(
                member.index(), member.disk().map(RaidDisk::name), member.role().label(), member.note());
    }

    /** A paragraph: what it is, its members in order, what is known and from where. */
    static List<String> words(RaidSet set) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(set));
        for (RaidMember member : set.members()) {
            String slot = member.index() < 0 ? "-" : Integer.toString(member.index());
            String disk = member.disk().map(RaidDisk::name).orElse("(not here)");
            String role = member.role() == RaidMember.Role.ACTIVE
                    ? ""
                    : "  " + member.role().label();
            String note = member.note().isEmpty() ? "" : "  (" + member.note() + ")";
            lines.add("  %3s  %s%s%s".formatted(slot, Harmless.text(disk), role, Harmless.text(note)));
        }
        set.evidence().forEach(evidence -> lines.add("  known from: " + Harmless.text(evidence)));
        set.findings().forEach(finding -> lines.add("  ! " + Harmless.text(finding)));
        int number = 1;
        for (RaidSet other : set.alternatives()) {
            lines.add("  or (%d): %s".formatted(number++, headline(other)));
        }
        return lines;
    }

    private static String headline(RaidSet set) {
        List<String> parts = new ArrayList<>();
        parts.add("%s by %s".formatted(set.level().label().toUpperCase(Locale.ROOT), set.format()));
        if (!set.name().isEmpty()) {
            parts.add('"' + set.name() + '"');
        }
        parts.add("%d members"
                .formatted(set.members().stream()
                        .filter(member -> member.index() >= 0)
                        .map(RaidMember::index)
                        .distinct()
                        .count()));
        if (!set.layout().isEmpty()) {
            parts.add(set.layout());
        }
        if (set.chunkBytes() > 0) {
            parts.add(Amounts.bytes(set.chunkBytes()) + " chunks");
        }
        parts.add(Amounts.bytes(set.sizeBytes()));
        parts.add(set.state().label());
        parts.add("confidence %.2f".formatted(set.confidence()));
        if (!set.uuid().isEmpty()) {
            parts.add(set.uuid());
        }
        return Harmless.text(String.join(", ", parts));
    }
}
