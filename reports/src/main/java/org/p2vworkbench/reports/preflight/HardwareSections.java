package org.p2vworkbench.reports.preflight;

import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.reports.inventory.HardwareFacts;
import org.p2vworkbench.reports.inventory.MemoryFacts;
import org.p2vworkbench.reports.inventory.PlatformFacts;
import org.p2vworkbench.reports.inventory.ProcessorFacts;
import org.p2vworkbench.reports.page.Page.Block;
import org.p2vworkbench.reports.page.Page.Cell;
import org.p2vworkbench.reports.page.Page.FactRows;
import org.p2vworkbench.reports.page.Page.Grid;
import org.p2vworkbench.reports.page.Page.Section;
import org.p2vworkbench.reports.page.Words;

/** The machine, its network and its cards. */
record HardwareSections(HardwareFacts hardware, Words words) {

    Section machine() {
        Facts facts = new Facts(words);
        PlatformFacts platform = hardware.platform();
        ProcessorFacts processor = hardware.processor();
        MemoryFacts memory = hardware.memory();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new FactRows(List.of(
                facts.text("platform.vendor", platform.vendor()),
                facts.text("platform.model", platform.model()),
                facts.text("platform.serial", platform.serial()),
                facts.text("platform.uuid", platform.uuid()),
                facts.text("platform.board", platform.board()),
                facts.text("platform.chassis", platform.chassis()),
                facts.text("platform.biosVendor", platform.biosVendor()),
                facts.text("platform.biosVersion", platform.biosVersion()),
                facts.text("platform.biosDate", platform.biosDate()),
                facts.text("platform.firmware", platform.firmware()),
                facts.truth("platform.secureBoot", platform.secureBoot()),
                facts.text("platform.tpm", platform.tpm()),
                facts.text("platform.hypervisor", platform.hypervisor()),
                facts.text("platform.controller", platform.managementController()),
                facts.text("processor.model", processor.model()),
                facts.text("processor.signature", processor.signature()),
                facts.number("processor.sockets", processor.sockets()),
                facts.number("processor.cores", processor.cores()),
                facts.number("processor.threads", processor.threads()),
                facts.number("processor.numa", processor.numaNodes()),
                facts.row("processor.megahertz", processor.megahertz(), mhz -> words.number(mhz) + " MHz"),
                facts.bytes("processor.cache", processor.cacheBytes()),
                facts.row("processor.flags", processor.flags(), flags -> String.join(" ", flags)),
                facts.bytes("memory.total", memory.totalBytes()),
                facts.bytes("memory.installed", memory.installedBytes()),
                facts.number("memory.slots", memory.slots()))));
        memory.modules().value().ifPresent(modules -> blocks.add(modules(modules)));
        return new Section("machine", words.text("section.machine"), blocks);
    }

    private Grid modules(List<MemoryFacts.Module> modules) {
        Columns columns = new Columns(words);
        return new Grid(
                words.text("memory.modules"),
                columns.of(
                        "memory.slot", "#memory.size", "memory.type", "#memory.speed", "memory.maker", "memory.part"),
                modules.stream()
                        .map(module -> Columns.row(
                                module.slot(),
                                words.bytes(module.bytes()),
                                module.type(),
                                module.megatransfers() == 0 ? "" : module.megatransfers() + " MT/s",
                                module.maker(),
                                module.part()))
                        .toList());
    }

    Section network() {
        Columns columns = new Columns(words);
        List<Block> blocks = new ArrayList<>();
        if (!hardware.nics().isEmpty()) {
            blocks.add(new Grid(
                    words.text("network.cards"),
                    columns.of(
                            "network.name",
                            "network.mac",
                            "network.driver",
                            "network.location",
                            "#network.speed",
                            "network.link",
                            "#network.mtu",
                            "network.addresses",
                            "network.neighbour"),
                    hardware.nics().stream().map(this::nic).toList()));
        }
        if (!hardware.bundles().isEmpty()) {
            blocks.add(new Grid(
                    words.text("network.bundles"),
                    columns.of(
                            "network.name", "network.kind", "network.detail", "network.members", "network.addresses"),
                    hardware.bundles().stream()
                            .map(bundle -> Columns.row(
                                    bundle.name(),
                                    bundle.kind(),
                                    bundle.detail(),
                                    String.join(", ", bundle.members()),
                                    String.join(", ", bundle.addresses())))
                            .toList()));
        }
        return new Section("network", words.text("section.network"), blocks);
    }

    private List<Cell> nic(HardwareFacts.Nic nic) {
        return Columns.row(
                nic.name(),
                nic.mac(),
                nic.driver(),
                nic.location(),
                nic.speedMegabits() == 0 ? "" : words.number(nic.speedMegabits()) + " Mbit/s",
                words.yesNo(nic.linkUp()),
                nic.mtu() == 0 ? "" : words.number(nic.mtu()),
                String.join(", ", nic.addresses()),
                nic.neighbour().value().map(HardwareSections::neighbour).orElse("–"));
    }

    private static String neighbour(HardwareFacts.Neighbour neighbour) {
        String port = neighbour.portDescription().isEmpty() ? neighbour.port() : neighbour.portDescription();
        String vlans = neighbour.vlans().isEmpty() ? "" : ", VLAN " + String.join(" ", neighbour.vlans());
        return neighbour.system() + " " + port + vlans;
    }

    Section devices() {
        Columns columns = new Columns(words);
        List<Block> blocks = new ArrayList<>();
        if (!hardware.pci().isEmpty()) {
            blocks.add(new Grid(
                    words.text("devices.pci"),
                    columns.of("devices.address", "devices.class", "devices.id", "devices.driver", "devices.name"),
                    hardware.pci().stream()
                            .map(card -> Columns.row(
                                    card.address(),
                                    className(card.classCode()),
                                    card.vendor() + ":" + card.device(),
                                    card.driver(),
                                    card.name()))
                            .toList()));
        }
        if (!hardware.usb().isEmpty()) {
            blocks.add(new Grid(
                    words.text("devices.usb"),
                    columns.of("devices.address", "devices.id", "devices.maker", "devices.name"),
                    hardware.usb().stream()
                            .map(device -> Columns.row(
                                    device.place(),
                                    device.vendor() + ":" + device.device(),
                                    device.maker(),
                                    device.product()))
                            .toList()));
        }
        return new Section("devices", words.text("section.devices"), blocks);
    }

    /** The class of a PCI device in words, as far as servers have it. */
    private String className(String code) {
        String four = code.length() >= 4 ? code.substring(0, 4) : "";
        String two = code.length() >= 2 ? code.substring(0, 2) : "";
        return words.textOr("pci." + four, words.textOr("pci." + two, code));
    }
}
