package org.p2vworkbench.converter.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.p2vworkbench.fixups.description.GuestDescription;
import org.p2vworkbench.fixups.description.LinuxDescription;
import org.p2vworkbench.fixups.description.WindowsDescription;
import org.p2vworkbench.fixups.plan.Finding;
import org.p2vworkbench.fixups.plan.RepairPlan;
import org.p2vworkbench.fixups.plan.Severity;
import org.p2vworkbench.fixups.repair.Repair;
import org.p2vworkbench.reports.inventory.GuestFacts;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.inventory.InventoryJson;
import org.p2vworkbench.reports.risk.Assessment;
import org.p2vworkbench.reports.risk.SiteRules;
import org.p2vworkbench.reports.sizing.Target;

class SeenGuestTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private static final String ONE_DISK =
            "{\"schema\":1,\"machine\":\"web01\",\"by\":\"boot\",\"takenAt\":\"2026-03-01T10:00:00Z\","
                    + "\"hardware\":{\"disks\":[{\"name\":\"sda\",\"path\":\"/dev/sda\","
                    + "\"partitions\":[{\"number\":1,\"name\":\"sda1\",\"startBytes\":1048576,\"sizeBytes\":8589934592,"
                    + "\"type\":\"ntfs\",\"state\":\"clean\"}]}]}%s}";

    private static final WindowsDescription WINDOWS = new WindowsDescription(
            "Microsoft Windows Server 2003 Service Pack 2",
            "5.2.3790",
            32,
            "OLDSRV",
            "corp.example",
            "W. Europe",
            false,
            "ntldr",
            List.of(new WindowsDescription.Address("Local Area Connection", "static", "192.0.2.5")),
            List.of("192.0.2.2"),
            List.of("192.0.2.1"),
            "oem",
            List.of("domain controller"),
            List.of("VMware Tools"),
            List.of("/dev/sda2 BitLocker"),
            true,
            false,
            true,
            true);

    private static final GuestDescription.Room ROOT = new GuestDescription.Room(
            OptionalInt.of(0), OptionalInt.of(1), "/dev/sda1", "C:", "ntfs", 8L << 30, 50L << 20);

    @Test
    void windowsThatWasLookedIntoTriggersTheRulesOfWindows() throws IOException {
        Finding hibernated = new Finding("FS-002", Severity.BLOCKER, "It sleeps.", "Wake it.");
        GuestDescription description = new GuestDescription(2, List.of(ROOT), Optional.of(WINDOWS), Optional.empty());

        Inventory inventory = seen(description, List.of(hibernated)).into(told(""));

        assertThat(Assessment.of(inventory, Target.UNKNOWN, SiteRules.NONE).findings())
                .extracting(finding -> finding.code())
                .contains(
                        "WIN-001",
                        "WIN-002",
                        "WIN-003",
                        "WIN-005",
                        "WIN-006",
                        "WIN-007",
                        "BOOT-002",
                        "ENC-001",
                        "FS-002",
                        "FS-004",
                        "NET-001",
                        "ROLE-001",
                        "OPS-004");
        GuestFacts guest = inventory.guest().orElseThrow();
        assertThat(guest.version().by()).isEqualTo("image");
        assertThat(guest.version().source()).isEqualTo("registry");
        assertThat(guest.hostName().orElse("")).isEqualTo("OLDSRV");
        assertThat(guest.bits().orElse(0L)).isEqualTo(32);
        assertThat(inventory.disagreements()).isEmpty();
    }

    @Test
    void linuxIsReadByWhoReadsRunningOnes() throws IOException {
        LinuxDescription linux = new LinuxDescription(
                "2.6.18-398.el5",
                Optional.of(64),
                "db01",
                List.of("grub-legacy"),
                List.of("pacemaker"),
                Map.of(
                        "etc/redhat-release", "CentOS release 5.11 (Final)\n",
                        "etc/fstab", "/dev/sda1 / ext3 defaults 1 1\n",
                        "etc/sysconfig/network-scripts/ifcfg-eth0", "BOOTPROTO=static\nIPADDR=192.0.2.9\n",
                        "../../outside", "never"));
        GuestDescription description = new GuestDescription(1, List.of(), Optional.empty(), Optional.of(linux));

        Inventory inventory = seen(description, List.of()).into(told(""));

        GuestFacts guest = inventory.guest().orElseThrow();
        assertThat(guest.kernel().orElse("")).isEqualTo("2.6.18-398.el5");
        assertThat(guest.version().orElse("")).isEqualTo("5.11");
        assertThat(guest.version().by()).isEqualTo("image");
        assertThat(guest.fstab().orElse(List.of()).get(0).device()).isEqualTo("/dev/sda1");
        assertThat(guest.addresses().orElse(List.of()).get(0).address()).isEqualTo("192.0.2.9");
        assertThat(guest.gateways().isKnown())
                .as("only a running system has them")
                .isFalse();
        assertThat(inventory.live()).isEmpty();
        assertThat(Assessment.of(inventory, Target.UNKNOWN, SiteRules.NONE).findings())
                .extracting(finding -> finding.code())
                .contains("LNX-001", "LNX-002", "NET-001", "ROLE-002");
    }

    @Test
    void whatTheRunningSystemToldStaysAndWhatDiffersIsSaid() throws IOException {
        String live = ",\"guest\":{\"family\":{\"value\":\"windows\",\"by\":\"live\",\"source\":\"oshi\"},"
                + "\"hostName\":{\"value\":\"oldsrv.corp.example\",\"by\":\"live\",\"source\":\"oshi\"},"
                + "\"version\":{\"value\":\"6.1\",\"by\":\"live\",\"source\":\"oshi\"}}";
        GuestDescription description = new GuestDescription(1, List.of(ROOT), Optional.of(WINDOWS), Optional.empty());

        Inventory inventory = seen(description, List.of()).into(told(live));

        GuestFacts guest = inventory.guest().orElseThrow();
        assertThat(guest.version().orElse("")).isEqualTo("6.1");
        assertThat(guest.licence().orElse("")).isEqualTo("oem");
        assertThat(inventory.disagreements())
                .containsExactly(new Inventory.Disagreement(
                        "the system: version", "6.1", "live, oshi", "5.2.3790", "image, registry"));
    }

    @Test
    void lockedGuestIsSomethingThatWasNotSeen() throws IOException {
        Finding locked = new Finding("GUEST-LOCKED", Severity.BLOCKER, "Its volumes are encrypted.", "Give a key.");
        Repair repair =
                new Repair(Map.of("kind", "locked"), new RepairPlan(List.of(), List.of(locked)), Optional.empty());

        Inventory inventory = new SeenGuest(repair, List.of("sda"), NOON).into(told(""));

        assertThat(inventory.guest()).isEmpty();
        assertThat(inventory.missed()).extracting(Inventory.Missed::why).containsExactly("Its volumes are encrypted.");
    }

    private static SeenGuest seen(GuestDescription description, List<Finding> findings) {
        Repair repair = new Repair(
                Map.of(), new RepairPlan(List.of(), findings), Optional.empty(), Map.of(), Optional.of(description));
        return new SeenGuest(repair, List.of("sda"), NOON);
    }

    private static Inventory told(String more) throws IOException {
        return InventoryJson.read(ONE_DISK.formatted(more));
    }
}
