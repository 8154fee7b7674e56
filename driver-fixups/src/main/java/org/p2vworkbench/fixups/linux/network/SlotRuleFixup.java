package org.p2vworkbench.fixups.linux.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.MachineFacts;
import org.p2vworkbench.fixups.plan.Severity;

/**
 * Network configuration that is tied to a slot of the old machine's PCI bus: udev rules that ask for the slot beside the
 * address lose that question, SUSE's {@code ifcfg-eth-bus-pci-...} is named after the card instead.
 */
public final class SlotRuleFixup implements Fixup<Relocation> {

    private static final Pattern SLOT_QUESTION = Pattern.compile(
            "\\s*\\b(?:KERNELS|BUS|ID)==\"(?:pci|[0-9a-f]{4}:[^\"]*)\",?|\\s*\\bDRIVERS==\"(?!\\?\\*)[^\"]*\",?");
    private static final Pattern BY_SLOT =
            Pattern.compile("(/etc/sysconfig/network/ifcfg-eth-)bus-pci-([0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\\.\\d)");

    @Override
    public String name() {
        return "network-slot";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        for (Map.Entry<String, String> rules :
                edits.guest().texts("/etc/udev/rules.d", ".rules").entrySet()) {
            List<String> lines = new ArrayList<>();
            for (String line : rules.getValue().split("\n", -1)) {
                boolean byAddress = line.contains("{address}==") && line.contains("NAME=") && !line.startsWith("#");
                lines.add(byAddress ? SLOT_QUESTION.matcher(line).replaceAll("") : line);
            }
            edits.write(
                    rules.getKey(), String.join("\n", lines), "The card sits in another slot, with another driver.");
        }
        for (String file : edits.guest().texts("/etc/sysconfig/network", "").keySet()) {
            Matcher bySlot = BY_SLOT.matcher(file);
            if (bySlot.matches()) {
                rename(file, bySlot, relocation, edits);
            }
        }
    }

    private static void rename(String file, Matcher bySlot, Relocation relocation, Edits edits) throws IOException {
        Optional<String> mac = relocation.machine().nics().stream()
                .filter(nic -> nic.pciAddress().equals(bySlot.group(2)))
                .map(MachineFacts.Nic::mac)
                .findFirst();
        if (mac.isEmpty()) {
            edits.find(
                    "LINUX-NIC-SLOT",
                    Severity.HIGH,
                    "%s is for the card in a slot of the old machine, and which card that was is not known."
                            .formatted(file),
                    "Rename it to ifcfg-eth-id- with the card's address behind it.");
            return;
        }
        String why = "The card sits in another slot; it is known by its address now.";
        Content content = edits.guest().read(file);
        int mode = edits.guest().find(file).orElseThrow().mode();
        edits.remove(file, why);
        edits.create(bySlot.group(1) + "id-" + mac.get(), content, mode, why);
    }
}
