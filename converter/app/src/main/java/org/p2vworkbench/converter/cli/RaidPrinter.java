package org.p2vworkbench.converter.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.p2vworkbench.converter.raid.RaidView;
import org.p2vworkbench.converter.raid.RaidView.MemberView;
import org.p2vworkbench.converter.raid.RaidView.SetView;
import org.p2vworkbench.disks.raid.set.RaidMember;

/** Says what a heap of disks is, in plain words or as one JSON document. */
final class RaidPrinter {

    private final Console console;

    RaidPrinter(Console console) {
        this.console = console;
    }

    void print(RaidView report) {
        if (console.json()) {
            console.resultAsJson(report);
            return;
        }
        report.sets().forEach(set -> words(set).forEach(console::result));
        if (report.sets().isEmpty()) {
            console.result("No RAID set was found on these disks.");
        }
        report.notes()
                .forEach(left ->
                        console.result(Harmless.text("%s belongs to no set: %s.".formatted(left.disk(), left.why()))));
        report.findings().forEach(finding -> console.result(Harmless.text(finding)));
    }

    /** A paragraph: what it is, its members in order, what is known and from where. */
    static List<String> words(SetView set) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(set));
        for (MemberView member : set.members()) {
            String slot = member.index() < 0 ? "-" : Integer.toString(member.index());
            String disk = member.disk().orElse("(not here)");
            String role = member.role().equals(RaidMember.Role.ACTIVE.label()) ? "" : "  " + member.role();
            String note = member.note().isEmpty() ? "" : "  (" + member.note() + ")";
            lines.add("  %3s  %s%s%s".formatted(slot, Harmless.text(disk), role, Harmless.text(note)));
        }
        set.evidence().forEach(evidence -> lines.add("  known from: " + Harmless.text(evidence)));
        set.findings().forEach(finding -> lines.add("  ! " + Harmless.text(finding)));
        int number = 1;
        for (SetView other : set.alternatives()) {
            lines.add("  or (%d): %s".formatted(number++, headline(other)));
        }
        return lines;
    }

    private static String headline(SetView set) {
        List<String> parts = new ArrayList<>();
        parts.add("%s by %s".formatted(set.level().toUpperCase(Locale.ROOT), set.format()));
        if (!set.name().isEmpty()) {
            parts.add('"' + set.name() + '"');
        }
        parts.add("%d members"
                .formatted(set.members().stream()
                        .filter(member -> member.index() >= 0)
                        .map(MemberView::index)
                        .distinct()
                        .count()));
        if (!set.layout().isEmpty()) {
            parts.add(set.layout());
        }
        if (set.chunkBytes() > 0) {
            parts.add(Amounts.bytes(set.chunkBytes()) + " chunks");
        }
        parts.add(Amounts.bytes(set.sizeBytes()));
        parts.add(set.state());
        parts.add("confidence %.2f".formatted(set.confidence()));
        if (!set.uuid().isEmpty()) {
            parts.add(set.uuid());
        }
        return Harmless.text(String.join(", ", parts));
    }
}
