package org.p2vworkbench.reports.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.p2vworkbench.reports.inventory.DiskFacts;
import org.p2vworkbench.reports.inventory.GuestFacts;
import org.p2vworkbench.reports.inventory.HardwareFacts;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.page.Page.Block;
import org.p2vworkbench.reports.page.Page.Cell;
import org.p2vworkbench.reports.page.Page.Grid;
import org.p2vworkbench.reports.page.Page.Section;
import org.p2vworkbench.reports.page.Words;
import org.p2vworkbench.reports.raid.RaidDrawing;

/** Disks as bars, RAID sets as drawings, and all of it as tables. */
record StorageSection(Inventory inventory, Words words) {

    Section section() {
        List<Block> blocks = new ArrayList<>();
        HardwareFacts hardware = inventory.hardware();
        RaidDrawing drawing = new RaidDrawing(words);
        hardware.raidSets().forEach(set -> blocks.add(drawing.of(set)));
        Map<String, GuestFacts.Filesystem> mounted = mounted();
        DiskBars bars = new DiskBars(words);
        hardware.disks().forEach(disk -> blocks.add(bars.of(disk, mounted)));
        if (!hardware.disks().isEmpty()) {
            blocks.add(disks(hardware.disks()));
        }
        if (!hardware.volumes().isEmpty()) {
            blocks.add(volumes(hardware.volumes()));
        }
        return new Section("storage", words.text("section.storage"), blocks);
    }

    private Map<String, GuestFacts.Filesystem> mounted() {
        Map<String, GuestFacts.Filesystem> byDevice = new TreeMap<>();
        inventory.guest().flatMap(guest -> guest.filesystems().value()).orElse(List.of()).stream()
                .forEach(filesystem -> byDevice.put(filesystem.device(), filesystem));
        return byDevice;
    }

    private Grid disks(List<DiskFacts> disks) {
        return new Grid(
                words.text("storage.disks"),
                new Columns(words)
                        .of(
                                "storage.name",
                                "#storage.size",
                                "storage.model",
                                "storage.serial",
                                "storage.transport",
                                "storage.driver",
                                "#storage.sectors",
                                "storage.table",
                                "storage.health"),
                disks.stream().map(this::disk).toList());
    }

    private List<Cell> disk(DiskFacts disk) {
        List<Cell> row = new ArrayList<>(Columns.row(
                disk.name(),
                disk.sizeBytes().value().map(words::bytes).orElse("–"),
                disk.model().orElse("–"),
                disk.serial().orElse("–"),
                disk.transport().orElse("–"),
                disk.driver().orElse("–"),
                disk.logicalSectorBytes().orElse(0L) + "/"
                        + disk.physicalSectorBytes().orElse(0L),
                disk.table().orElse("–")));
        row.add(disk.health()
                .value()
                .map(health -> new Cell(
                        words.text(
                                health.passed() ? "storage.health.passed" : "storage.health.failed",
                                health.pendingSectors(),
                                health.reallocatedSectors(),
                                health.powerOnHours()),
                        health.passed() && health.pendingSectors() == 0 ? "good" : "bad",
                        ""))
                .orElse(Cell.of("–")));
        return row;
    }

    private Grid volumes(List<HardwareFacts.Volume> volumes) {
        return new Grid(
                words.text("storage.volumes"),
                new Columns(words)
                        .of(
                                "storage.name",
                                "storage.kind",
                                "#storage.size",
                                "storage.on",
                                "storage.type",
                                "storage.label"),
                volumes.stream()
                        .map(volume -> Columns.row(
                                volume.name(),
                                volume.kind(),
                                words.bytes(volume.sizeBytes()),
                                String.join(", ", volume.on()),
                                volume.type(),
                                volume.label()))
                        .toList());
    }
}
