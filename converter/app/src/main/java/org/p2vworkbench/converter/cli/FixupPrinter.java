package org.p2vworkbench.converter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.converter.failure.RefusedException;
import org.p2vworkbench.converter.fixup.FixupRecord;
import org.p2vworkbench.converter.fixup.FixupTarget;
import org.p2vworkbench.converter.fixup.UndoMachine;
import org.p2vworkbench.fixups.plan.VirtualHardware;
import org.p2vworkbench.fixups.repair.Repair;

/** Shows what a guest is, what stands in its way and what is changed, for people to read or as one JSON document. */
final class FixupPrinter {

    private static final int SHOWN_LINES = 6;

    private final Console console;

    FixupPrinter(Console console) {
        this.console = console;
    }

    /** A repair, as {@code --json} prints it. */
    record RepairObject(
            Map<String, String> guest,
            List<FixupRecord.Changed> changes,
            List<FixupRecord.Found> findings,
            Optional<VirtualHardware> hardware) {}

    void planned(Repair repair) {
        FixupRecord record = FixupRecord.planned(repair);
        print(record, "would change");
        if (!console.json()) {
            console.result("Nothing was changed.");
        }
    }

    void done(FixupRecord record, Path changes) {
        print(record, "changed");
        if (!console.json()) {
            console.result(
                    record.changes().isEmpty()
                            ? "Nothing had to be changed."
                            : "%d changes, all in %s; '--undo' takes them back."
                                    .formatted(record.changes().size(), changes));
        }
    }

    /** What an undo would take back. */
    void recorded(FixupTarget target) throws IOException {
        print(
                target.folder()
                        .record()
                        .orElseThrow(() -> new RefusedException(
                                target.name(),
                                "was not repaired, so there is nothing to take back",
                                "See 'p2v show'.")),
                "would be taken back");
    }

    void undone(UndoMachine.Undone undone) {
        if (console.json()) {
            console.resultAsJson(undone);
            return;
        }
        console.result(
                undone.droppedLayers()
                        ? "The repair is gone: the disks are byte for byte what was copied."
                        : "%d changes were taken back; what the machine wrote since is kept."
                                .formatted(undone.changes()));
        undone.left().forEach(left -> console.warning(left));
    }

    private void print(FixupRecord record, String verb) {
        if (console.json()) {
            console.resultAsJson(
                    new RepairObject(record.guest(), record.changes(), record.findings(), record.hardware()));
            return;
        }
        record.guest().forEach((name, value) -> console.result("%-14s %s".formatted(name, Harmless.text(value))));
        record.hardware().ifPresent(this::hardware);
        if (!record.findings().isEmpty()) {
            console.result("");
            console.result("Found:");
            record.findings().forEach(this::finding);
        }
        if (!record.changes().isEmpty()) {
            console.result("");
            console.result("Changes (%s):".formatted(verb));
            record.changes().forEach(this::change);
        }
        console.result("");
    }

    private void hardware(VirtualHardware hardware) {
        console.result("%-14s disks on %s, cards as %s, clock in %s%s"
                .formatted(
                        "new machine",
                        hardware.disks().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        hardware.nics().name().toLowerCase(Locale.ROOT),
                        hardware.clock() == VirtualHardware.Clock.UTC ? "UTC" : "local time",
                        hardware.mostCpus().isPresent()
                                ? ", at most %d processors"
                                        .formatted(hardware.mostCpus().getAsInt())
                                : ""));
        hardware.reasons().forEach(reason -> console.result("%-14s %s".formatted("", Harmless.text(reason))));
    }

    private void finding(FixupRecord.Found finding) {
        console.result("  %-8s %-9s %s".formatted(finding.severity(), finding.code(), Harmless.text(finding.text())));
        if (!finding.remedy().isEmpty()) {
            console.result("  %-8s %-9s -> %s".formatted("", "", Harmless.text(finding.remedy())));
        }
    }

    private void change(FixupRecord.Changed change) {
        console.result("  %-8s %s".formatted(change.kind(), Harmless.text(change.target())));
        console.result("           %s (%s)".formatted(Harmless.text(change.why()), change.fixup()));
        lines("-", change.before());
        lines("+", change.after());
    }

    private void lines(String sign, String text) {
        List<String> lines = text.lines().toList();
        lines.stream()
                .limit(SHOWN_LINES)
                .forEach(line -> console.result("           %s %s".formatted(sign, Harmless.text(line))));
        if (lines.size() > SHOWN_LINES) {
            console.result("           %s ... %d more lines, see --json".formatted(sign, lines.size() - SHOWN_LINES));
        }
    }
}
