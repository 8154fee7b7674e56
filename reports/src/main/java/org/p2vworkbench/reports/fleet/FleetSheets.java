package org.p2vworkbench.reports.fleet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.p2vworkbench.reports.inventory.DiskFacts;
import org.p2vworkbench.reports.inventory.HardwareFacts;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.page.Words;
import org.p2vworkbench.reports.preflight.FindingCards;
import org.p2vworkbench.reports.risk.Assessment;
import org.p2vworkbench.reports.risk.Finding;
import org.p2vworkbench.reports.sheet.Sheet;

/** An estate as tables: one for each kind of thing, with whole numbers of bytes and seconds. Heads are the same in every language. */
public record FleetSheets(Fleet fleet, Words words) {

    public List<Sheet> all() {
        return List.of(servers(), disks(), nics(), findings(), waves(), broken());
    }

    private Sheet servers() {
        List<List<Object>> rows = new ArrayList<>();
        for (Fleet.Member member : fleet.members()) {
            Inventory inventory = member.inventory();
            Assessment assessment = member.assessment();
            rows.add(Arrays.asList(
                    member.name(),
                    assessment.verdict().code(),
                    inventory.guest().map(guest -> guest.name().orElse("")).orElse(""),
                    inventory.hardware().platform().vendor().orElse(""),
                    inventory.hardware().platform().model().orElse(""),
                    inventory.hardware().platform().serial().orElse(""),
                    inventory.hardware().platform().firmware().orElse(""),
                    inventory.hardware().processor().threads().orElse(null),
                    inventory.hardware().memory().totalBytes().orElse(null),
                    inventory.diskBytes(),
                    assessment.time().usedBytes(),
                    assessment.proposal().processors(),
                    assessment.proposal().memoryBytes(),
                    assessment.proposal().poolBytes(),
                    assessment.proposal().stars(),
                    Math.round(assessment.time().p50Seconds()),
                    Math.round(assessment.time().p90Seconds()),
                    assessment.time().bottleneck().name(),
                    assessment.effort(),
                    inventory.takenAt()));
        }
        return new Sheet(
                "servers",
                List.of(
                        "machine",
                        "verdict",
                        "system",
                        "vendor",
                        "model",
                        "serial",
                        "firmware",
                        "threads",
                        "memoryBytes",
                        "diskBytes",
                        "usedBytes",
                        "proposedProcessors",
                        "proposedMemoryBytes",
                        "poolBytes",
                        "stars",
                        "p50Seconds",
                        "p90Seconds",
                        "bottleneck",
                        "effort",
                        "takenAt"),
                rows);
    }

    private Sheet disks() {
        List<List<Object>> rows = new ArrayList<>();
        for (Fleet.Member member : fleet.members()) {
            for (DiskFacts disk : member.inventory().hardware().disks()) {
                rows.add(Arrays.asList(
                        member.name(),
                        disk.name(),
                        disk.model().orElse(""),
                        disk.serial().orElse(""),
                        disk.sizeBytes().orElse(null),
                        disk.transport().orElse(""),
                        disk.driver().orElse(""),
                        disk.logicalSectorBytes().orElse(null),
                        disk.health().value().map(DiskFacts.Health::passed).orElse(null)));
            }
        }
        return new Sheet(
                "disks",
                List.of(
                        "machine",
                        "disk",
                        "model",
                        "serial",
                        "sizeBytes",
                        "transport",
                        "driver",
                        "logicalSectorBytes",
                        "healthy"),
                rows);
    }

    private Sheet nics() {
        List<List<Object>> rows = new ArrayList<>();
        for (Fleet.Member member : fleet.members()) {
            for (HardwareFacts.Nic nic : member.inventory().hardware().nics()) {
                rows.add(Arrays.asList(
                        member.name(),
                        nic.name(),
                        nic.mac(),
                        nic.driver(),
                        nic.speedMegabits(),
                        nic.linkUp(),
                        String.join(" ", nic.addresses())));
            }
        }
        return new Sheet(
                "nics", List.of("machine", "name", "mac", "driver", "speedMegabits", "linkUp", "addresses"), rows);
    }

    private Sheet findings() {
        List<List<Object>> rows = new ArrayList<>();
        for (Fleet.Member member : fleet.members()) {
            for (Finding finding : member.assessment().findings()) {
                rows.add(Arrays.asList(
                        member.name(),
                        finding.code(),
                        finding.severity().code(),
                        FindingCards.title(finding, words),
                        finding.evidence(),
                        FindingCards.remedy(finding, words),
                        finding.owner().code(),
                        finding.repair().code()));
            }
        }
        return new Sheet(
                "findings",
                List.of("machine", "code", "severity", "title", "evidence", "remedy", "owner", "repair"),
                rows);
    }

    private Sheet waves() {
        List<List<Object>> rows = new ArrayList<>();
        for (Wave wave : Waves.of(fleet)) {
            for (Fleet.Member member : wave.members()) {
                rows.add(Arrays.asList(
                        wave.number(),
                        member.name(),
                        Math.round(member.assessment().time().p50Seconds()),
                        Math.round(member.assessment().time().p90Seconds())));
            }
        }
        return new Sheet("waves", List.of("wave", "machine", "p50Seconds", "p90Seconds"), rows);
    }

    private Sheet broken() {
        return new Sheet(
                "broken",
                List.of("file", "why"),
                fleet.broken().stream()
                        .map(one -> Arrays.<Object>asList(one.file(), one.why()))
                        .toList());
    }
}
