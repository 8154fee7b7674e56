package org.p2vworkbench.fixups.windows.services;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;
import org.p2vworkbench.fixups.windows.drivers.InBox;
import org.p2vworkbench.fixups.windows.drivers.KnownService;
import org.p2vworkbench.fixups.windows.drivers.KnownService.Action;
import org.p2vworkbench.fixups.windows.drivers.KnownService.Kind;
import org.p2vworkbench.fixups.windows.facts.Service;
import org.p2vworkbench.fixups.windows.facts.Service.Start;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;

/** Disables the services of the table that do not fit a virtual machine, and says which others are there. */
public final class UnfitServices implements Fixup<WindowsGuest> {

    @Override
    public String name() {
        return "unfit-services";
    }

    @Override
    public void plan(WindowsGuest guest, Edits edits) throws IOException {
        Map<Kind, List<String>> reported = new TreeMap<>();
        for (Service service : guest.facts().services().values()) {
            Optional<KnownService> known =
                    guest.drivers().find(service.name(), guest.facts().version());
            if (known.isEmpty() || InBox.isUntouchable(service.name())) {
                continue;
            }
            if (isToDisable(guest, service, known.get())) {
                Disabling.plan(guest, edits, service, why(known.get()));
            } else if (known.get().action() == Action.REPORT && service.startsByItself()) {
                reported.computeIfAbsent(known.get().kind(), made -> new ArrayList<>())
                        .add("%s (%s)".formatted(service.name(), known.get().shown()));
            }
        }
        reported.forEach((kind, services) -> report(edits, kind, services));
    }

    private static boolean isToDisable(WindowsGuest guest, Service service, KnownService known) {
        boolean bound = guest.facts().boundServices().contains(service.name().toLowerCase(Locale.ROOT));
        boolean wanted = known.action() == Action.DISABLE || known.action() == Action.DISABLE_IF_BOUND && bound;
        if (!wanted || service.startsAs() == Start.DISABLED) {
            return false;
        }
        // What starts only when its hardware is found never starts again; a filter starts with what it filters.
        return service.startsByItself() || isFilter(guest, service.name());
    }

    private static boolean isFilter(WindowsGuest guest, String service) {
        return guest.facts().filters().stream()
                .flatMap(list -> list.services().stream())
                .anyMatch(each -> each.equalsIgnoreCase(service));
    }

    private static String why(KnownService known) {
        if (known.action() == Action.DISABLE_IF_BOUND) {
            return "it drove a device that is not in the new machine (%s)".formatted(known.shown());
        }
        String note = known.note().isEmpty() ? "" : "; " + known.note();
        return known.shown() + " is not in the new machine" + note;
    }

    private static void report(Edits edits, Kind kind, List<String> services) {
        String list = String.join(", ", services);
        switch (kind) {
            case ENCRYPTION ->
                edits.find(
                        "ENC-003",
                        Severity.HIGH,
                        "Disk encryption is installed: %s. This volume can be read, so it is not encrypted; others may be."
                                .formatted(list),
                        "Have a recovery disc and key for it at hand before the old machine goes.");
            case NIC_TEAM ->
                edits.find(
                        "NET-002",
                        Severity.HIGH,
                        "Network cards are teamed by %s; the new card is in no team.".formatted(list),
                        "Remove the team in the new machine and give its address to the new card.");
            default ->
                edits.find(
                        "WIN-006",
                        Severity.MEDIUM,
                        "Software that belongs to the old machine starts with it: %s. It was left as it is."
                                .formatted(list),
                        "Uninstall it in the new machine when it gets in the way.");
        }
    }
}
