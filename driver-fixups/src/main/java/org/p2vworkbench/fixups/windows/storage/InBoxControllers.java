package org.p2vworkbench.fixups.windows.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.p2vworkbench.fixups.plan.Edits;
import org.p2vworkbench.fixups.plan.Fixup;
import org.p2vworkbench.fixups.plan.Severity;
import org.p2vworkbench.fixups.registry.RegistryData;
import org.p2vworkbench.fixups.windows.cabinet.CabinetFormatException;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;

/**
 * Has Windows start its own drivers for IDE and AHCI, in every control set, and bind them to the controllers of QEMU.
 * This comes before anything is disabled: first a way to the boot disk, then the old one is closed.
 */
public final class InBoxControllers implements Fixup<WindowsGuest> {

    private static final List<String> AHCI = List.of("msahci", "storahci");

    @Override
    public String name() {
        return "in-box-disk-controllers";
    }

    @Override
    public void plan(WindowsGuest guest, Edits edits) throws IOException {
        List<DiskDriver> usable = new ArrayList<>();
        List<DiskDriver> drivers = DiskDriver.of(guest.facts().version());
        DriverFiles files = DriverFiles.of(guest, edits, drivers);
        for (DiskDriver driver : drivers) {
            if (files.provide(driver)) {
                usable.add(driver);
                start(guest, edits, driver);
            }
        }
        if (!reachDisks(guest, usable)) {
            findNoWay(guest, edits, files);
        } else if (!files.unreadable().isEmpty()) {
            findUnreadable(edits, files);
        }
        if (!guest.facts().driverDatabase() && guest.atLeast(5, 0)) {
            CriticalDevices.bind(guest, edits, usable);
        }
    }

    private static void findNoWay(WindowsGuest guest, Edits edits, DriverFiles files) {
        edits.find(
                "WIN-DISK-DRIVERS",
                VirtioDrivers.has(guest) ? Severity.LOW : Severity.BLOCKER,
                "Windows' own drivers for IDE or SATA are not all in %s, nor copies of them (%s): there is nothing to start from. Looked into: %s."
                        .formatted(
                                guest.systemRoot() + "/system32/drivers",
                                String.join(", ", files.absent()),
                                files.looked()),
                files.remedy());
    }

    private static void findUnreadable(Edits edits, DriverFiles files) {
        edits.find(
                "WIN-DRIVER-COPIES",
                Severity.LOW,
                "Not all copies that Windows keeps of its drivers can be read: %s. Older ones were taken instead."
                        .formatted(files.unreadable().stream()
                                .map(CabinetFormatException::getMessage)
                                .collect(Collectors.joining("; "))),
                files.unreadable().stream()
                        .map(CabinetFormatException::next)
                        .distinct()
                        .collect(Collectors.joining(" ")));
    }

    /** An IDE channel needs two drivers: one for the controller on its PCI bus, which NT 4 has not, and one for its disks. */
    private static boolean reachDisks(WindowsGuest guest, List<DiskDriver> usable) {
        List<String> names = usable.stream().map(DiskDriver::service).toList();
        boolean controller = names.contains("intelide") || names.contains("pciide") || !guest.atLeast(5, 0);
        return names.contains("atapi") && controller || names.stream().anyMatch(AHCI::contains);
    }

    private static void start(WindowsGuest guest, Edits edits, DiskDriver driver) throws IOException {
        for (String key : guest.inAllSets("Services\\" + driver.service())) {
            String why = "%s drives the disks of the new machine".formatted(driver.service());
            if (!guest.system().hasKey(key)) {
                create(guest, edits, driver, key);
            }
            guest.system().set(edits, key, "Start", RegistryData.dword(0), why);
            // From Windows 8 on, drivers that were not needed are demoted by this and not by Start.
            if (guest.system().number(key + "\\StartOverride", "0").orElse(0) != 0) {
                guest.system().set(edits, key + "\\StartOverride", "0", RegistryData.dword(0), why);
            }
        }
    }

    private static void create(WindowsGuest guest, Edits edits, DiskDriver driver, String key) throws IOException {
        String why = "there was no service for " + driver.service();
        guest.system().set(edits, key, "Type", RegistryData.dword(1), why);
        guest.system().set(edits, key, "ErrorControl", RegistryData.dword(1), why);
        guest.system().set(edits, key, "Group", RegistryData.text(driver.group()), why);
        guest.system()
                .set(
                        edits,
                        key,
                        "ImagePath",
                        RegistryData.expandable("System32\\DRIVERS\\" + driver.service() + ".sys"),
                        why);
        if (driver.tag().isPresent()) {
            guest.system()
                    .set(edits, key, "Tag", RegistryData.dword(driver.tag().getAsInt()), why);
        }
    }
}
