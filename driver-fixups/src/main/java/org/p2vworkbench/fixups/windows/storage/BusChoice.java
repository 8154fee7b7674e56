package org.p2vworkbench.fixups.windows.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.plan.VirtualHardware;
import org.p2vworkbench.fixups.plan.VirtualHardware.Clock;
import org.p2vworkbench.fixups.plan.VirtualHardware.DiskBus;
import org.p2vworkbench.fixups.plan.VirtualHardware.NicModel;
import org.p2vworkbench.fixups.windows.facts.Hal;
import org.p2vworkbench.fixups.windows.guest.WindowsGuest;

/** Which virtual machine a Windows can be started on, with the drivers it has after its repair. */
public final class BusChoice {

    private final WindowsGuest guest;
    private final GuestTree files;
    private final List<String> reasons = new ArrayList<>();

    private BusChoice(WindowsGuest guest, GuestTree files) {
        this.guest = guest;
        this.files = files;
    }

    /** @param files the guest with what is planned laid over it */
    public static VirtualHardware of(WindowsGuest guest, GuestTree files) throws IOException {
        return new BusChoice(guest, files).choose();
    }

    private VirtualHardware choose() throws IOException {
        DiskBus disks = disks();
        NicModel nics = nics();
        // Windows before Vista has no driver for the controllers of a q35 machine.
        boolean q35 = guest.atLeast(6, 0) && disks != DiskBus.IDE;
        OptionalInt cpus =
                guest.facts().hal().filter(hal -> !hal.isMultiprocessor()).isPresent()
                        ? OptionalInt.of(1)
                        : OptionalInt.empty();
        if (cpus.isPresent()) {
            reasons.add("It was installed for one processor (%s) and would not use more."
                    .formatted(guest.facts().hal().map(Hal::shown).orElse("")));
        }
        Clock clock = guest.facts().boot().clockUtc() ? Clock.UTC : Clock.LOCALTIME;
        return new VirtualHardware(disks, nics, q35, clock, cpus, reasons);
    }

    private DiskBus disks() throws IOException {
        if (VirtioDrivers.has(guest)) {
            return DiskBus.VIRTIO_BLK;
        }
        reasons.add(
                guest.virtioWin().isEmpty()
                        ? "No virtio drivers were given (--virtio-win), so it starts from disks it has a driver for."
                        : "The virtio drivers that were given have none for this Windows.");
        boolean ahci = guest.atLeast(6, 2) && files.isFile(guest.driverFile("storahci"))
                || guest.atLeast(6, 0) && files.isFile(guest.driverFile("msahci"));
        return ahci ? DiskBus.SATA : DiskBus.IDE;
    }

    private NicModel nics() {
        boolean virtio = guest.virtioWin()
                .map(disc -> disc.driversFor(guest.facts().version()))
                .filter(drivers -> drivers.containsKey("netkvm.sys"))
                .isPresent();
        if (virtio && VirtioDrivers.has(guest)) {
            return NicModel.VIRTIO;
        }
        if (guest.atLeast(6, 1)) {
            return NicModel.E1000E;
        }
        if (guest.atLeast(5, 2)) {
            return NicModel.E1000;
        }
        return guest.atLeast(5, 0) ? NicModel.RTL8139 : NicModel.PCNET;
    }
}
