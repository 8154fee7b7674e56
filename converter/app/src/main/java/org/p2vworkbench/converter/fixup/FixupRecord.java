package org.p2vworkbench.converter.fixup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.fixups.plan.VirtualHardware;
import org.p2vworkbench.fixups.repair.Repair;

/**
 * What {@code fixups/changes.json} holds: the guest, what was changed in it, what was found, and what the machine must be
 * like for it.
 *
 * @param guest what it is, by the names that {@code --json} gives
 * @param layers SHA-256 of each disk's layer as the repair left it, by disk: while they are that, dropping the layers
 *     takes all back
 */
public record FixupRecord(
        int schemaVersion,
        String program,
        String time,
        Map<String, String> guest,
        List<Changed> changes,
        List<Found> findings,
        Optional<VirtualHardware> hardware,
        Map<String, String> layers) {

    public static final int SCHEMA_VERSION = 1;

    public FixupRecord {
        changes = List.copyOf(changes);
        findings = List.copyOf(findings);
    }

    /** A change. */
    public record Changed(
            String fixup, String kind, String target, String before, String after, String why, String undo) {}

    /** A finding. */
    public record Found(String code, String severity, String text, String remedy) {}

    /** What would be done. */
    public static FixupRecord planned(Repair repair) {
        return of(repair, "", "", Map.of());
    }

    static FixupRecord of(Repair repair, String program, String time, Map<String, String> layers) {
        return new FixupRecord(
                SCHEMA_VERSION,
                program,
                time,
                repair.guest(),
                repair.plan().changes().stream()
                        .map(change -> new Changed(
                                change.fixup(),
                                change.kind().name().toLowerCase(Locale.ROOT),
                                change.target(),
                                change.before(),
                                change.after(),
                                change.why(),
                                change.undoText()))
                        .toList(),
                repair.plan().findings().stream()
                        .map(finding -> new Found(
                                finding.code(),
                                finding.severity().name().toLowerCase(Locale.ROOT),
                                finding.text(),
                                finding.remedy()))
                        .toList(),
                repair.hardware(),
                layers);
    }

    /** This repair on top of an earlier one: what both did, and what is so now. */
    FixupRecord after(FixupRecord earlier) {
        List<Changed> all = new ArrayList<>(earlier.changes());
        all.addAll(changes);
        return new FixupRecord(schemaVersion, program, time, guest, all, findings, hardware, layers);
    }
}
