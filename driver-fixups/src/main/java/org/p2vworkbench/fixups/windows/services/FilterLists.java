package org.p2vworkbench.fixups.windows.services;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.registry.RegistryData;
import org.p2vworkbench.fixups.windows.drivers.InBox;
import org.p2vworkbench.fixups.windows.drivers.KnownService;
import org.p2vworkbench.fixups.windows.drivers.KnownService.Action;
import org.p2vworkbench.fixups.windows.facts.ClassFilters;
import org.p2vworkbench.fixups.windows.facts.Service;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;

/**
 * Takes names out of filter lists whose driver does not start: each of them keeps every device of its class from
 * starting, which on the way to the boot disk is stop 0x7B (KB976267). The others keep their order.
 */
public final class FilterLists implements Fixup<WindowsGuest> {

    /** Classes that the boot disk depends on: disks, IDE and SCSI controllers, volumes, system devices. */
    private static final List<String> BOOT_CLASSES = List.of(
            "{4d36e967-e325-11ce-bfc1-08002be10318}",
            "{4d36e96a-e325-11ce-bfc1-08002be10318}",
            "{4d36e97b-e325-11ce-bfc1-08002be10318}",
            "{4d36e97d-e325-11ce-bfc1-08002be10318}",
            "{71a27cdd-812a-11d0-bec7-08002be2092f}");

    @Override
    public String name() {
        return "filter-lists";
    }

    @Override
    public void plan(WindowsGuest guest, Edits edits) throws IOException {
        for (ClassFilters list : guest.facts().filters()) {
            List<String> kept = new ArrayList<>();
            List<String> reasons = new ArrayList<>();
            for (String service : list.services()) {
                Optional<String> reason = unfit(guest, edits, list, service);
                if (reason.isPresent()) {
                    reasons.add(service + " " + reason.get());
                } else {
                    kept.add(service);
                }
            }
            if (!reasons.isEmpty()) {
                guest.system()
                        .set(
                                edits,
                                guest.inCurrentSet(list.key()),
                                list.value(),
                                RegistryData.texts(kept),
                                "%s: no device of %s would start".formatted(String.join(", ", reasons), list.label()));
            }
        }
    }

    private static Optional<String> unfit(WindowsGuest guest, Edits edits, ClassFilters list, String service)
            throws IOException {
        if (InBox.isUntouchable(service)) {
            return Optional.empty();
        }
        Optional<Service> known = guest.facts().service(service);
        if (known.isPresent() && guest.isDisabled(service)) {
            return Optional.of("is disabled");
        }
        Optional<KnownService> row = guest.drivers().find(service, guest.facts().version());
        if (row.isPresent() && row.get().action() == Action.REMOVE_FILTER) {
            return Optional.of("(%s) has nothing to filter".formatted(row.get().shown()));
        }
        // Elsewhere such a name has been there before, and the old machine started all the same.
        if (!leadsToTheDisk(list)) {
            return Optional.empty();
        }
        if (known.isEmpty()) {
            return Optional.of("is no service");
        }
        return guest.hasFileOf(known.get(), edits.guest()) ? Optional.empty() : Optional.of("has no file");
    }

    private static boolean leadsToTheDisk(ClassFilters list) {
        String key = list.key().toLowerCase(Locale.ROOT);
        return !key.startsWith("control\\class\\") || BOOT_CLASSES.contains(key.substring(key.lastIndexOf('\\') + 1));
    }
}
