package org.p2vworkbench.reports.migration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.reports.MigrationReport;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.inventory.SampleInventory;

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

    /** With all that lies in the folder of a machine whose agent was asked and whose copy was watched. */
    public static Evidence everything() {
        Evidence little = evidence();
        return new Evidence(
                little.folder(),
                little.boots(),
                little.events(),
                little.signature(),
                Optional.of(before()),
                Optional.of(after()),
                rates(),
                List.of(
                        new Evidence.LostPlace("sda", 4096, "partition 2, ext4", List.of("/var/lib/mysql/ibdata1"), ""),
                        new Evidence.LostPlace("sda", 1 << 20, "partition 2, ext4", List.of(), "no file: free space")));
    }

    /** A RAID 5 over three disks, of which one is missing. */
    private static Inventory before() {
        return SampleInventory.ofGoodServer("web01")
                .put(
                        "hardware.disks",
                        "[{'name':'sda','path':'/dev/sda','rotational':true},{'name':'sdb','path':'/dev/sdb'}]")
                .fact("hardware.disks.0.sizeBytes", "300000000000")
                .fact("hardware.disks.0.signature", "'ddf_raid_member'")
                .fact("hardware.disks.1.sizeBytes", "300000000000")
                .fact("hardware.disks.1.signature", "'ddf_raid_member'")
                .put(
                        "hardware.raidSets",
                        "[{'name':'erp','format':'ddf','level':'raid5','state':'degraded','slots':3,'layout':'left-symmetric',"
                                + "'chunkBytes':65536,'sizeBytes':536870912000,'members':['sda','sdb'],"
                                + "'places':['sda','','sdb'],'confidence':0.97,'usedBytes':128849018880,"
                                + "'source':'metadata on the disks'}]")
                .inventory();
    }

    private static Inventory after() {
        return SampleInventory.ofGoodServer("web01")
                .put(
                        "hardware.disks.0.partitions",
                        "[{'number':1,'name':'sda1','startBytes':1048576,'sizeBytes':1000000000,'type':'ext3','label':'boot',"
                                + "'usedBytes':200000000},{'number':2,'name':'sda2','startBytes':1001048576,"
                                + "'sizeBytes':499000000000,'type':'ext4','label':'root','usedBytes':120000000000}]")
                .inventory();
    }

    private static Rates rates() {
        List<Rates.Sample> samples = new ArrayList<>();
        Instant begin = Instant.parse("2026-03-01T10:00:02Z");
        for (int i = 0; i < 90; i++) {
            boolean verifies = i >= 60;
            long rate = verifies ? 180_000_000 : 30_000_000 + (i * 7919L % 23) * 1_000_000;
            String limit = verifies ? "host" : i < 20 ? "link" : i < 50 ? "source" : "limit";
            samples.add(new Rates.Sample(
                    begin.plusSeconds(60L * i).toString(),
                    60,
                    verifies ? "verify" : "copy",
                    rate * 60,
                    rate * 40,
                    limit));
        }
        return new Rates(1, samples);
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
