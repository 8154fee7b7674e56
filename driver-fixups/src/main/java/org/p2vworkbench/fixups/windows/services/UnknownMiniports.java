package org.p2vworkbench.fixups.windows.services;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.windows.drivers.InBox;
import org.p2vworkbench.fixups.windows.facts.Service;
import org.p2vworkbench.fixups.windows.facts.Service.Start;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;

/**
 * Disables drivers of disk controllers that no table knows: those that start with Windows as SCSI miniports, and that
 * drove a device of the old machine or are not Microsoft's. The rule is what decides; the table only adds names.
 */
public final class UnknownMiniports implements Fixup<WindowsGuest> {

    private static final String MINIPORTS = "scsi miniport";
    private static final int KERNEL_DRIVER = 1;

    @Override
    public String name() {
        return "unknown-disk-drivers";
    }

    @Override
    public void plan(WindowsGuest guest, Edits edits) throws IOException {
        for (Service service : guest.facts().services().values()) {
            boolean candidate = service.type() == KERNEL_DRIVER
                    && service.group().toLowerCase(Locale.ROOT).equals(MINIPORTS)
                    && service.startsAs().ordinal() <= Start.SYSTEM.ordinal()
                    && !InBox.isUntouchable(service.name())
                    && !service.name().equalsIgnoreCase("viostor")
                    && !service.name().equalsIgnoreCase("vioscsi")
                    && guest.drivers()
                            .find(service.name(), guest.facts().version())
                            .isEmpty();
            if (candidate) {
                Optional<String> why = why(guest, edits.guest(), service);
                if (why.isPresent()) {
                    Disabling.plan(guest, edits, service, why.get());
                }
            }
        }
    }

    private static Optional<String> why(WindowsGuest guest, GuestTree files, Service service) throws IOException {
        Optional<String> file = service.file(guest.systemRoot());
        Optional<String> company = file.isPresent() && files.isFile(file.get())
                ? CompanyName.of(files.read(file.get()))
                : Optional.empty();
        if (company.isPresent() && company.get().toLowerCase(Locale.ROOT).startsWith("microsoft")) {
            return Optional.empty();
        }
        if (guest.facts().boundServices().contains(service.name().toLowerCase(Locale.ROOT))) {
            return Optional.of("it drove a disk controller that is not in the new machine");
        }
        return company.map(
                maker -> "a driver of %s for a disk controller that is not in the new machine".formatted(maker));
    }
}
