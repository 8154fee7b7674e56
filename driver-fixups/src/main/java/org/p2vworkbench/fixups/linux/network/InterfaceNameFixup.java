package org.p2vworkbench.fixups.linux.network;

import java.io.IOException;
import java.util.List;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.linux.facts.LinuxGuest.InitSystem;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;

/**
 * Interface names that were made of the place where a card sat, {@code eno1}, {@code ens3f0}, {@code em2}, are given to the
 * cards by their addresses. A guest with one card needs no address for it: the card is the one there is.
 */
public final class InterfaceNameFixup implements Fixup<Relocation> {

    private static final String RULES = "/etc/udev/rules.d/70-persistent-net.rules";
    private static final String WHY = "The name came from the slot that the card had; now it belongs to the card.";

    @Override
    public String name() {
        return "interface-name";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        List<NicIdentity> cards = NicIdentities.of(relocation, edits.guest());
        for (NicIdentity card : cards) {
            // Two cards that change places by name would need a third name in between: the kernel's order keeps these.
            if (card.isCounted() && cards.size() > 1 || isNamed(card, edits.guest())) {
                continue;
            }
            if (card.mac().isEmpty() && cards.size() > 1) {
                edits.find(
                        "LINUX-NIC-NAME",
                        Severity.MEDIUM,
                        "%s is one of %d interfaces, and which card it is on is written nowhere."
                                .formatted(card.name(), cards.size()),
                        "Look at 'ip link' when the guest runs, and correct its network configuration.");
            } else if (relocation.guest().initSystem() == InitSystem.SYSTEMD) {
                link(card, relocation, edits);
            } else if (!card.isCounted()) {
                rule(card, relocation, edits);
            }
        }
    }

    private static void link(NicIdentity card, Relocation relocation, Edits edits) throws IOException {
        String driver = "Driver=" + relocation.hardware().nics().driver() + "\n";
        // A bond or a VLAN has the address of a card in it and must not take its name.
        boolean addressIsShared =
                relocation.guest().network().interfaces().stream().anyMatch(each -> !NicIdentity.isCard(each.name()));
        String match = card.mac().map(mac -> "MACAddress=" + mac + "\n").orElse("");
        String text = "# Written when this machine moved to KVM: systemd.link(5)\n[Match]\n"
                + match
                + (match.isEmpty() || addressIsShared ? driver : "")
                + "\n[Link]\nName="
                + card.name()
                + "\n";
        edits.create("/etc/systemd/network/10-p2v-%s.link".formatted(card.name()), Content.of(text), 0644, WHY);
    }

    private static void rule(NicIdentity card, Relocation relocation, Edits edits) throws IOException {
        String match = card.mac()
                .map("DRIVERS==\"?*\", ATTR{address}==\"%s\""::formatted)
                .orElse("DRIVERS==\"%s\"".formatted(relocation.hardware().nics().driver()));
        String line = "SUBSYSTEM==\"net\", ACTION==\"add\", %s, ATTR{type}==\"1\", NAME=\"%s\"\n"
                .formatted(match, card.name());
        String before = edits.guest().text(RULES).orElse("");
        edits.create(
                RULES, Content.of(before + (before.isEmpty() || before.endsWith("\n") ? "" : "\n") + line), 0644, WHY);
    }

    /** Whether a file of the guest's own binds the name to a card already. */
    private static boolean isNamed(NicIdentity card, GuestTree guest) throws IOException {
        String rule = "NAME=\"" + card.name() + "\"";
        String link = "Name=" + card.name();
        return guest.texts("/etc/udev/rules.d", ".rules").values().stream()
                        .anyMatch(text -> text.lines().anyMatch(line -> !line.startsWith("#") && line.contains(rule)))
                || guest.texts("/etc/systemd/network", ".link").values().stream()
                        .anyMatch(text ->
                                text.lines().anyMatch(line -> line.strip().equals(link)));
    }
}
