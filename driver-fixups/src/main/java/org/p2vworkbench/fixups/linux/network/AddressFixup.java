package org.p2vworkbench.fixups.linux.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.p2vworkbench.fixups.guest.Content;
import org.p2vworkbench.fixups.linux.interfaces.Mac;
import org.p2vworkbench.fixups.linux.interfaces.NetworkInterface;
import org.p2vworkbench.fixups.linux.relocation.Relocation;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.MachineFacts;
import org.p2vworkbench.fixups.plan.Severity;

/**
 * Addresses of cards in the guest's configuration, where the new machine's cards have others. An ifcfg file with another
 * card's {@code HWADDR} is not started, and udev counts a card it does not know as one more.
 */
public final class AddressFixup implements Fixup<Relocation> {

    @Override
    public String name() {
        return "nic-address";
    }

    @Override
    public void plan(Relocation relocation, Edits edits) throws IOException {
        Map<String, String> written = NicIdentities.written(relocation, edits.guest());
        if (written.isEmpty()) {
            return;
        }
        List<String> old = new ArrayList<>(new LinkedHashSet<>(written.values()));
        List<String> now = new ArrayList<>(new LinkedHashSet<>(
                relocation.machine().nics().stream().map(MachineFacts.Nic::mac).toList()));
        if (now.isEmpty()) {
            edits.find(
                    "LINUX-NIC-ADDRESS",
                    Severity.MEDIUM,
                    "The guest knows its network cards by their addresses: %s.".formatted(written),
                    "Give the cards of the new machine these addresses, in its definition.");
            return;
        }
        List<String> gone = old.stream().filter(mac -> !now.contains(mac)).toList();
        List<String> fresh = now.stream().filter(mac -> !old.contains(mac)).toList();
        if (gone.isEmpty()) {
            return;
        }
        if (gone.size() != fresh.size()) {
            edits.find(
                    "LINUX-NIC-ADDRESS",
                    Severity.MEDIUM,
                    "The guest's configuration is for cards with the addresses %s, the new machine's have %s."
                            .formatted(gone, now),
                    "Correct the addresses in the guest, or give its cards those that it knows.");
            return;
        }
        for (int i = 0; i < gone.size(); i++) {
            replace(gone.get(i), fresh.get(i), relocation, edits);
        }
    }

    private static void replace(String old, String fresh, Relocation relocation, Edits edits) throws IOException {
        Set<String> files = new LinkedHashSet<>();
        relocation.guest().network().interfaces().stream()
                .map(NetworkInterface::file)
                .forEach(files::add);
        files.addAll(edits.guest().texts("/etc/udev/rules.d", ".rules").keySet());
        files.addAll(edits.guest().texts("/etc/systemd/network", ".link").keySet());
        String anySpelling = "(?i)" + old.replace(":", "[:-]");
        String why = "The card has another address in the new machine.";
        for (String file : files) {
            String text = edits.guest().text(file).orElse("");
            edits.write(file, text.replaceAll(anySpelling, fresh), why);
            String name = file.substring(file.lastIndexOf('/') + 1);
            // SUSE has the address in the file's name.
            if (name.startsWith("ifcfg-eth-id-")
                    && Mac.of(name.substring("ifcfg-eth-id-".length()))
                            .filter(old::equals)
                            .isPresent()) {
                Content content = edits.guest().read(file);
                int mode = edits.guest().find(file).orElseThrow().mode();
                edits.remove(file, why);
                edits.create(file.replaceFirst("(?i)" + old, fresh), content, mode, why);
            }
        }
    }
}
