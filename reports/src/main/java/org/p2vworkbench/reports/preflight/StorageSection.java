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
import org.p2vworkbench.reports.page.Page.DiskMap;
import org.p2vworkbench.reports.page.Page.DiskPart;
import org.p2vworkbench.reports.page.Page.Grid;
import org.p2vworkbench.reports.page.Page.Member;
import org.p2vworkbench.reports.page.Page.Members;
import org.p2vworkbench.reports.page.Page.Section;
import org.p2vworkbench.reports.page.Words;

/** Disks as bars, RAID sets as boxes, and all of it as tables. */
record StorageSection(Inventory inventory, Words words) {

    private static final int WHOLE = 1000;
    private static final int NARROWEST = 6;

    Section section() {
        List<Block> blocks = new ArrayList<>();
        HardwareFacts hardware = inventory.hardware();
        hardware.raidSets().forEach(set -> blocks.add(members(set)));
        Map<String, GuestFacts.Filesystem> mounted = mounted();
        hardware.disks().forEach(disk -> blocks.add(map(disk, mounted)));
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

    private DiskMap map(DiskFacts disk, Map<String, GuestFacts.Filesystem> mounted) {
        long size = Math.max(1, disk.sizeBytes().orElse(1L));
        List<DiskPart> parts = new ArrayList<>();
        for (DiskFacts.Partition partition : disk.partitions()) {
            GuestFacts.Filesystem filesystem = mounted.get("/dev/" + partition.name());
            int from = thousandths(partition.startBytes(), size);
            int length = Math.max(NARROWEST, Math.min(WHOLE - from, thousandths(partition.sizeBytes(), size)));
            parts.add(new DiskPart(partition.name(), detail(partition, filesystem), from, length, used(filesystem)));
        }
        GuestFacts.Filesystem whole = mounted.get(disk.path());
        if (parts.isEmpty()) {
            String type = disk.signature().orElse(whole == null ? "" : whole.type());
            String place = whole == null ? "" : " " + whole.place();
            parts.add(new DiskPart((type + place).strip(), words.bytes(size), 0, WHOLE, used(whole)));
        }
        return new DiskMap(
                disk.name() + "  " + words.bytes(size),
                (disk.model().orElse("") + "  " + disk.transport().orElse("")).strip(),
                parts,
                words.text("storage.map.alt", disk.name(), disk.partitions().size()));
    }

    private String detail(DiskFacts.Partition partition, GuestFacts.Filesystem filesystem) {
        String type = partition.type().isEmpty() && filesystem != null ? filesystem.type() : partition.type();
        String place = filesystem == null ? partition.label() : filesystem.place();
        String used = filesystem == null
                ? ""
                : filesystem
                        .usedBytes()
                        .map(bytes -> words.text("storage.used", words.bytes(bytes)))
                        .orElse("");
        return String.join("  ", List.of(words.bytes(partition.sizeBytes()), type, place, used))
                .strip();
    }

    private static int used(GuestFacts.Filesystem filesystem) {
        return filesystem == null
                        || filesystem.sizeBytes().isEmpty()
                        || filesystem.usedBytes().isEmpty()
                ? -1
                : thousandths(
                        filesystem.usedBytes().get(),
                        Math.max(1, filesystem.sizeBytes().get()));
    }

    private static int thousandths(long part, long whole) {
        return (int) Math.max(0, Math.min(WHOLE, WHOLE * (double) part / whole));
    }

    private Members members(HardwareFacts.RaidSet set) {
        List<Member> members = new ArrayList<>();
        set.members().forEach(name -> members.add(new Member(name, words.text("raid.member"), "good")));
        for (int missing = set.members().size(); missing < Math.min(set.slots(), 64); missing++) {
            members.add(new Member("–", words.text("raid.missing"), "bad"));
        }
        boolean well = set.state().equals("optimal") || set.state().equals("unknown");
        return new Members(
                set.name() + "  " + set.level(),
                "%s, %s%s"
                        .formatted(
                                set.format(),
                                words.textOr("raid." + set.state(), set.state()),
                                set.sizeBytes() == 0 ? "" : ", " + words.bytes(set.sizeBytes())),
                well ? "good" : "bad",
                members,
                words.text("raid.alt", set.name(), set.members().size()));
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
