package org.p2vworkbench.fixups.linux.network;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.linux.interfaces.NetworkInterface;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;

/** What a guest does with its network that a virtual switch may not answer. It is kept, and said. */
public final class BondReviewFixup implements Fixup<Relocation> {

    private static final Pattern LACP = Pattern.compile(
            "(?im)^(?!\\s*#).*\\b(?:mode\\s*[=: ]\\s*[\"']?(?:4\\b|802\\.3ad)|bond-mode\\s+(?:4\\b|802\\.3ad)).*$");

    @Override
    public String name() {
        return "network-review";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        for (NetworkInterface each : relocation.guest().network().interfaces()) {
            edits.guest().text(each.file()).ifPresent(text -> files.put(each.file(), text));
            if (each.name().matches("ib\\d+.*")) {
                edits.find(
                        "LINUX-NIC-INFINIBAND",
                        Severity.HIGH,
                        "%s is an InfiniBand interface, which no virtual machine has.".formatted(each.name()),
                        "Give its address to an Ethernet interface.");
            }
            if (each.name().matches("\\w+\\.\\d+|vlan\\d+")) {
                edits.find(
                        "LINUX-NIC-VLAN",
                        Severity.LOW,
                        "%s is a VLAN of its own; it works when the host's bridge carries tagged frames."
                                .formatted(each.name()),
                        "Connect the card to a bridge over the trunk, not over one VLAN of it.");
            }
        }
        edits.guest().texts("/etc/modprobe.d", ".conf").forEach(files::put);
        files.forEach((path, text) -> {
            if (LACP.matcher(text).find()) {
                edits.find(
                        "LINUX-BOND-LACP",
                        Severity.MEDIUM,
                        "%s bonds cards by 802.3ad, and a virtual switch is no partner for that.".formatted(path),
                        "Change the mode to active-backup, or give the machine one card and the bond one member.");
            }
        });
    }
}
