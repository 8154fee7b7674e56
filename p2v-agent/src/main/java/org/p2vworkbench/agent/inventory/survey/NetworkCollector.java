package org.p2vworkbench.agent.inventory.survey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.agent.inventory.MachineInventory;
import org.p2vworkbench.agent.inventory.NetworkCard;
import org.p2vworkbench.agent.inventory.SysfsFolder;

/** Network cards, and the interfaces made of them. Addresses are of the system that runs, so not told from a boot medium. */
record NetworkCollector(Path root, Observer observer, MachineInventory machine, Answers answers, boolean live) {

    private static final long USUAL_MTU = 1500;

    List<Nic> cards() {
        List<NetworkCard> cards = machine.networkCards();
        Optional<String> heard = cards.isEmpty() ? Optional.empty() : answers.neighbours();
        return cards.stream().map(card -> card(card, heard)).toList();
    }

    private Fact<Nic.Neighbour> neighbour(String card, Optional<String> heard) {
        if (heard.isEmpty()) {
            return observer.unknown("lldpctl", "nobody on this machine listens to its switch (no lldpd)");
        }
        return LldpReport.read(heard.get())
                .of(card)
                .map(neighbour -> observer.saw(neighbour, "lldpctl"))
                .orElse(observer.unknown("lldpctl", "its switch has not said anything yet"));
    }

    private Nic card(NetworkCard card, Optional<String> heard) {
        SysfsFolder folder = new SysfsFolder(root.resolve("sys/class/net").resolve(card.name()));
        return new Nic(
                card.name(),
                card.mac(),
                card.location(),
                card.driver(),
                card.speedMegabits(),
                card.linkUp(),
                folder.number("mtu", USUAL_MTU),
                live ? card.addresses() : List.of(),
                neighbour(card.name(), heard));
    }

    List<Bundle> bundles() {
        List<Bundle> bundles = new ArrayList<>();
        Path net = root.resolve("sys/class/net");
        for (String name : TextFile.names(net)) {
            SysfsFolder folder = new SysfsFolder(net.resolve(name));
            if (folder.has("bonding")) {
                bundles.add(bundle(
                        name,
                        "bond",
                        folder.text("bonding/mode"),
                        List.of(folder.text("bonding/slaves").split(" "))));
            } else if (folder.has("bridge")) {
                bundles.add(bundle(name, "bridge", "", folder.names("brif")));
            } else if (Files.exists(root.resolve("proc/net/vlan").resolve(name))) {
                bundles.add(vlan(name));
            }
        }
        return bundles;
    }

    /** proc/net/vlan/eth0.10: "eth0.10  VID: 10  REORDER_HDR: 1 ...", and "Device: eth0" below. */
    private Bundle vlan(String name) {
        String text =
                new TextFile(root.resolve("proc/net/vlan").resolve(name)).text().replaceAll("\\s+", " ");
        return bundle(
                name,
                "vlan",
                text.replaceAll("^.*VID: ([0-9]+).*$", "$1").replaceAll("^.*[^0-9].*$", ""),
                text.contains("Device: ") ? List.of(text.replaceAll("^.*Device: (\\S+).*$", "$1")) : List.of());
    }

    private Bundle bundle(String name, String kind, String detail, List<String> members) {
        return new Bundle(
                name,
                kind,
                detail,
                members.stream().filter(member -> !member.isEmpty()).toList(),
                live ? answers.addresses(name) : List.of());
    }
}
