package org.p2vworkbench.reports.migration;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.reports.MigrationReport;

/** A migration for tests, every field with a value of its own. */
public final class SampleMigration {

    /** One black pixel. */
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";

    private SampleMigration() {}

    public static MigrationReport report(String machine, List<MigrationReport.Lost> lost) {
        return new MigrationReport(
                1,
                machine,
                lost.isEmpty() ? "done" : "losses",
                "p2v 0.1.0",
                "ssh:web01",
                "2026-03-01T10:00:00Z",
                "2026-03-01T11:30:00Z",
                5400,
                new MigrationReport.Machine("uuid-1", "BIOS", 4, 8L << 30, List.of("52:54:00:11:22:33")),
                List.of(new MigrationReport.Disk(
                        "sda",
                        "raw over SSH",
                        "/srv/web01/disks/sda.qcow2",
                        "/srv/web01/disks/sda.base.qcow2",
                        500L << 30,
                        120L << 30,
                        121L << 30,
                        1 << 20,
                        "77db271e559a85ac48514109d77169e10abb5c5e93edb0863309b75c52aa7094",
                        true,
                        lost)),
                Map.of("product", "Debian GNU/Linux 12"),
                List.of(new MigrationReport.Change(
                        "fstab",
                        "file",
                        "/etc/fstab",
                        "/dev/sda1 / ext4",
                        "UUID=1 / ext4",
                        "The new machine calls its disks by other names.",
                        "put the saved original back")),
                List.of(new MigrationReport.Finding("BOND", "high", "Two cards were one.", "Look at its address.")));
    }

    public static Evidence evidence() {
        return new Evidence(
                "/srv/web01",
                List.of(new Evidence.Boot(
                        "testboot",
                        "login",
                        "web01 login:",
                        "2026-03-01T11:20:00Z",
                        94,
                        List.of(new Evidence.Picture(
                                "testboot-0094s.png", Base64.getDecoder().decode(PIXEL))))),
                List.of(
                        new Evidence.Event("2026-03-01T10:00:02Z", "copy", "started", Map.of("disk", "sda")),
                        new Evidence.Event("2026-03-01T11:00:00Z", "copy", "done", Map.of("disk", "sda")),
                        new Evidence.Event("2026-03-01T11:10:00Z", "verify", "done", Map.of()),
                        new Evidence.Event("2026-03-01T11:29:00Z", "fixup", "done", Map.of("changes", "1"))),
                Optional.of(new Evidence.Signature("2026-03-02T09:00:00Z", "SHA256:key")));
    }
}
