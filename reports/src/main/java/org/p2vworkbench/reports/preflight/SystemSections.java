package org.p2vworkbench.reports.preflight;

import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.reports.inventory.GuestFacts;
import org.p2vworkbench.reports.inventory.Inventory;
import org.p2vworkbench.reports.inventory.LiveFacts;
import org.p2vworkbench.reports.page.Page.Block;
import org.p2vworkbench.reports.page.Page.Cell;
import org.p2vworkbench.reports.page.Page.FactRow;
import org.p2vworkbench.reports.page.Page.FactRows;
import org.p2vworkbench.reports.page.Page.Grid;
import org.p2vworkbench.reports.page.Page.Section;
import org.p2vworkbench.reports.page.Words;

/** The installed system, and what it does. */
record SystemSections(Inventory inventory, Words words) {

    private static final double NEARLY_FULL = 0.9;

    Section installed() {
        List<Block> blocks = new ArrayList<>();
        inventory.guest().ifPresent(guest -> {
            blocks.add(new FactRows(rows(guest)));
            guest.filesystems().value().filter(all -> !all.isEmpty()).ifPresent(all -> blocks.add(filesystems(all)));
            guest.fstab().value().filter(all -> !all.isEmpty()).ifPresent(all -> blocks.add(fstab(all)));
            guest.addresses().value().filter(all -> !all.isEmpty()).ifPresent(all -> blocks.add(addresses(all)));
        });
        return new Section("system", words.text("section.system"), blocks);
    }

    private List<FactRow> rows(GuestFacts guest) {
        Facts facts = new Facts(words);
        List<FactRow> rows = new ArrayList<>(List.of(
                facts.text("guest.name", guest.name()),
                facts.text("guest.version", guest.version()),
                facts.text("guest.kernel", guest.kernel()),
                facts.row("guest.bits", guest.bits(), bits -> bits + " bit"),
                facts.text("guest.hostName", guest.hostName()),
                facts.text("guest.domain", guest.domain()),
                facts.text("guest.timeZone", guest.timeZone()),
                facts.truth("guest.clockInUtc", guest.clockInUtc()),
                facts.list("guest.bootLoaders", guest.bootLoaders()),
                facts.list("guest.nameServers", guest.nameServers()),
                facts.list("guest.gateways", guest.gateways()),
                facts.list("guest.encrypted", guest.encrypted()),
                facts.list("guest.iscsi", guest.iscsiTargets()),
                facts.number("guest.packages", guest.packages())));
        if (guest.licence().isKnown()) {
            rows.add(facts.text("guest.licence", guest.licence()));
        }
        if (guest.roles().isKnown()) {
            rows.add(facts.list("guest.roles", guest.roles()));
        }
        return rows;
    }

    private Grid filesystems(List<GuestFacts.Filesystem> all) {
        return new Grid(
                words.text("guest.filesystems"),
                new Columns(words)
                        .of(
                                "storage.place",
                                "storage.device",
                                "storage.type",
                                "#storage.size",
                                "#storage.usedBytes",
                                "#storage.share"),
                all.stream().map(this::filesystem).toList());
    }

    private List<Cell> filesystem(GuestFacts.Filesystem one) {
        double share = one.sizeBytes().filter(size -> size > 0).isPresent()
                        && one.usedBytes().isPresent()
                ? one.usedBytes().get() / (double) one.sizeBytes().get()
                : -1;
        List<Cell> row = new ArrayList<>(Columns.row(
                one.place(),
                one.device(),
                one.type(),
                one.sizeBytes().map(words::bytes).orElse("–"),
                one.usedBytes().map(words::bytes).orElse("–")));
        row.add(new Cell(share < 0 ? "–" : words.percent(share), share > NEARLY_FULL ? "warn" : "plain", ""));
        return row;
    }

    private Grid fstab(List<GuestFacts.MountEntry> all) {
        return new Grid(
                words.text("guest.fstab"),
                new Columns(words).of("storage.device", "storage.place", "storage.type", "guest.options"),
                all.stream()
                        .map(line -> Columns.row(line.device(), line.place(), line.type(), line.options()))
                        .toList());
    }

    private Grid addresses(List<GuestFacts.AddressSetting> all) {
        return new Grid(
                words.text("guest.addresses"),
                new Columns(words).of("network.name", "guest.way", "guest.address", "guest.file"),
                all.stream()
                        .map(one -> Columns.row(one.name(), one.way(), one.address(), one.file()))
                        .toList());
    }

    Section running() {
        List<Block> blocks = new ArrayList<>();
        inventory.live().ifPresent(live -> {
            blocks.add(new FactRows(rows(live)));
            live.listening()
                    .value()
                    .filter(all -> !all.isEmpty())
                    .ifPresent(all -> blocks.add(sockets("live.listening", all)));
            live.connections()
                    .value()
                    .filter(all -> !all.isEmpty())
                    .ifPresent(all -> blocks.add(sockets("live.connections", all)));
        });
        return new Section("running", words.text("section.running"), blocks);
    }

    private List<FactRow> rows(LiveFacts live) {
        Facts facts = new Facts(words);
        return List.of(
                facts.row("live.uptime", live.uptimeSeconds(), seconds -> words.duration(seconds)),
                facts.row("live.loadAverage", live.loadAverage(), load -> load.stream()
                        .map(number -> words.number(number, 2))
                        .reduce((a, b) -> a + "  " + b)
                        .orElse("")),
                facts.row(
                        "live.cpu",
                        live.load(),
                        load -> words.text(
                                load.seconds() == 0 ? "live.cpu.start" : "live.cpu.watched",
                                words.percent(load.cpuP50()),
                                words.percent(load.cpuP95()),
                                words.duration(load.seconds()))),
                facts.row("live.memory", live.load(), load -> words.bytes(load.memoryUsedP95Bytes())),
                facts.row(
                        "live.disks",
                        live.load(),
                        load -> words.text(
                                "live.disks.value",
                                words.rate(load.readBytesPerSecondP95()),
                                words.rate(load.writeBytesPerSecondP95()))),
                facts.row("live.skew", live.clockSkewSeconds(), skew -> words.number(skew) + " s"),
                facts.truth("live.reboot", live.rebootPending()),
                facts.list("live.services", live.services()),
                facts.list("live.processes", live.processes()));
    }

    private Grid sockets(String caption, List<LiveFacts.Socket> all) {
        return new Grid(
                words.text(caption),
                new Columns(words).of("live.protocol", "live.local", "live.peer", "live.program"),
                all.stream()
                        .map(one -> Columns.row(one.protocol(), one.local(), one.peer(), one.program()))
                        .toList());
    }
}
