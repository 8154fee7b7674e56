package org.p2vworkbench.fixups.windows.network;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;
import org.p2vworkbench.fixups.registry.RegistryData;
import org.p2vworkbench.fixups.windows.facts.NetworkCard;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;

/**
 * Moves static addresses to the new cards. The permanent MAC address of a card is in no registry, but its place on the
 * PCI bus is, and the agent has seen both. Windows makes the new card's entry itself when it finds it, so the address is
 * given to it by a script at the first start; the old card is set to DHCP, or Windows would say that the address belongs
 * to a card that is not there.
 */
public final class StaticAddresses implements Fixup<WindowsGuest> {

    private static final int RUN_THEN_LOG_ON = 2;

    @Override
    public String name() {
        return "static-addresses";
    }

    @Override
    public void plan(WindowsGuest guest, Edits edits) throws IOException {
        List<NetworkCard> fixed = guest.facts().networkCards().stream()
                .filter(NetworkCard::hasStaticAddress)
                .toList();
        if (fixed.isEmpty()) {
            return;
        }
        List<AddressMove> moves = AddressMove.of(fixed, guest.machine());
        // schtasks came with XP and Server 2003; 2000 has no way to run a script at every start without a program of
        // ours.
        boolean canRun = guest.atLeast(5, 1) && !moves.isEmpty() && !isInSetup(guest);
        List<NetworkCard> moved = canRun ? moves.stream().map(AddressMove::card).toList() : List.of();
        if (canRun) {
            script(guest, edits, moves);
            for (NetworkCard card : moved) {
                forget(guest, edits, card);
            }
        }
        List<NetworkCard> left =
                fixed.stream().filter(card -> !moved.contains(card)).toList();
        if (!left.isEmpty()) {
            edits.find(
                    "NET-001",
                    Severity.MEDIUM,
                    "Addresses that stay with the old cards, which are not in the new machine: %s."
                            .formatted(left.stream().map(StaticAddresses::shown).collect(Collectors.joining("; "))),
                    "Give them to the new card in the new machine, and remove the old one in the device manager (set devmgr_show_nonpresent_devices=1).");
        }
    }

    /** A script of somebody else's is waiting there already; it is not ours to replace. */
    private static boolean isInSetup(WindowsGuest guest) throws IOException {
        return guest.system().number("Setup", "SetupType").orElse(0) != 0;
    }

    private static void script(WindowsGuest guest, Edits edits, List<AddressMove> moves) throws IOException {
        FirstStartScript script = new FirstStartScript(moves, guest.atLeast(10, 0));
        String folder = guest.systemRoot() + "/" + FirstStartScript.FOLDER + "/";
        String why = "gives the new cards the addresses of the old ones at the first start";
        edits.create(folder + FirstStartScript.START, script.start(), 0755, why);
        edits.create(folder + FirstStartScript.WORK, script.work(), 0755, why);
        String command = "cmd.exe /c %%SystemRoot%%\\%s\\%s".formatted(FirstStartScript.FOLDER, FirstStartScript.START);
        guest.system().set(edits, "Setup", "CmdLine", RegistryData.text(command), why);
        guest.system().set(edits, "Setup", "SetupType", RegistryData.dword(RUN_THEN_LOG_ON), why);
    }

    private static void forget(WindowsGuest guest, Edits edits, NetworkCard card) throws IOException {
        String why = "%s is not in the new machine; its address goes to the card with its MAC address"
                .formatted(card.description());
        for (String key : guest.inAllSets("Services\\Tcpip\\Parameters\\Interfaces\\" + card.guid())) {
            if (guest.system().hasKey(key)) {
                guest.system().set(edits, key, "EnableDHCP", RegistryData.dword(1), why);
                guest.system().set(edits, key, "IPAddress", RegistryData.texts(List.of()), why);
                guest.system().set(edits, key, "SubnetMask", RegistryData.texts(List.of()), why);
                guest.system().set(edits, key, "DefaultGateway", RegistryData.texts(List.of()), why);
            }
        }
    }

    private static String shown(NetworkCard card) {
        return "%s on \"%s\" (%s), gateway %s, name servers %s"
                .formatted(
                        String.join(", ", card.addresses()),
                        card.connection(),
                        card.description(),
                        card.gateways().isEmpty() ? "none" : String.join(", ", card.gateways()),
                        card.nameServers().isEmpty() ? "none" : String.join(", ", card.nameServers()));
    }
}
