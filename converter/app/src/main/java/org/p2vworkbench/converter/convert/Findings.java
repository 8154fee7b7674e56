package org.p2vworkbench.converter.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.converter.device.TargetDevice;
import org.p2vworkbench.converter.fixup.FixupRecord;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.reports.MigrationReport.Finding;

/** What the operator should know about a conversion, beyond its numbers. */
final class Findings {

    private Findings() {}

    static List<Finding> of(MachineSource source, List<DiskOutcome> disks, Optional<FixupRecord> repaired) {
        List<Finding> findings = new ArrayList<>();
        for (DiskOutcome disk : disks) {
            if (!disk.lost().isEmpty()) {
                long bytes =
                        disk.lost().stream().mapToLong(lost -> lost.length()).sum();
                findings.add(new Finding(
                        "LOST-RANGES",
                        "high",
                        "%d bytes in %d ranges of %s could not be read and are zeros in the image."
                                .formatted(
                                        bytes, disk.lost().size(), disk.plan().name()),
                        "Find the files there before trusting the machine; the ranges are listed beside the ledger."));
            }
        }
        disks.forEach(disk -> disk.plan().device().ifPresent(device -> findings.add(onDevice(disk.plan(), device))));
        source.notes().forEach(note -> findings.add(new Finding("SOURCE-NOTE", "info", note, "")));
        repaired.ifPresent(fixups -> fixups.findings()
                .forEach(found ->
                        findings.add(new Finding(found.code(), found.severity(), found.text(), found.remedy()))));
        return findings;
    }

    private static Finding onDevice(MachinePlan.DiskPlan disk, TargetDevice device) {
        long behind = device.sizeBytes() - disk.virtualBytes();
        return new Finding(
                "ON-DEVICE",
                "info",
                "%s is on %s (%s, %s). That held %s."
                                .formatted(
                                        disk.name(), device.path(), device.name(), device.description(), device.holds())
                        + (behind < device.sectorBytes()
                                ? ""
                                : " Its last %d bytes lie behind the disk's end and are as they were."
                                        .formatted(behind)),
                "Keep this host from activating the guest's volume groups and RAID sets on it: docs/devices.md.");
    }
}
