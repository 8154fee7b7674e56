package org.p2vworkbench.fixups.linux.relocation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.p2vworkbench.fixups.guest.GuestTree;
import org.p2vworkbench.fixups.linux.facts.Kernel;
import org.p2vworkbench.fixups.linux.facts.LinuxGuest;
import org.p2vworkbench.fixups.plan.VirtualHardware;
import org.p2vworkbench.fixups.plan.VirtualHardware.Clock;
import org.p2vworkbench.fixups.plan.VirtualHardware.DiskBus;
import org.p2vworkbench.fixups.plan.VirtualHardware.NicModel;

/**
 * Chooses the machine by what the guest's kernel has drivers for, and not by its distribution's name: kernels were
 * patched, built anew and left behind. The kernel that boots by default decides, because it is the one that ran.
 */
public final class HardwareChoice {

    /** An IDE controller has two channels of two. */
    private static final int MOST_IDE_DISKS = 4;

    private final Optional<Kernel> kernel;
    private final boolean uefi;
    private final long disks;
    private final List<String> reasons = new ArrayList<>();

    private HardwareChoice(LinuxGuest guest, long disks) {
        this.kernel = guest.kernels().stream().filter(each -> !each.needsXen()).findFirst();
        this.uefi = guest.uefi();
        this.disks = disks;
    }

    static VirtualHardware of(GuestTree tree, LinuxGuest guest, LinuxOptions options) throws IOException {
        long disks = tree.volumes().stream()
                .flatMapToInt(volume -> volume.disk().stream())
                .distinct()
                .count();
        HardwareChoice choice = new HardwareChoice(guest, disks);
        DiskBus bus = options.disks().orElseGet(choice::bus);
        NicModel nic = choice.nic();
        return new VirtualHardware(
                bus,
                nic,
                choice.q35(bus),
                guest.localClock() ? Clock.LOCALTIME : Clock.UTC,
                choice.kernel.filter(Kernel::usesOneCpu).isPresent() ? OptionalInt.of(1) : OptionalInt.empty(),
                choice.reasons);
    }

    private boolean has(String... drivers) {
        return kernel.isPresent() && List.of(drivers).stream().allMatch(kernel.get()::has);
    }

    private String name() {
        return kernel.map(each -> "kernel " + each.version()).orElse("the guest, which has no kernel of its own,");
    }

    private DiskBus bus() {
        if (has("virtio_pci", "virtio_blk")) {
            return DiskBus.VIRTIO_BLK;
        }
        if (has("virtio_pci", "virtio_scsi")) {
            return DiskBus.VIRTIO_SCSI;
        }
        DiskBus bus = emulated();
        reasons.add("Disks are %s: %s has no virtio driver for them.".formatted(bus, name()));
        return bus;
    }

    /** IDE first, because kernels that have no virtio are more at home on the chipset of 1996. */
    private DiskBus emulated() {
        boolean ide = has("ata_piix", "sd_mod") || has("piix");
        if (ide && !uefi && disks <= MOST_IDE_DISKS) {
            return DiskBus.IDE;
        }
        if (has("ahci", "sd_mod") || !has("sym53c8xx", "sd_mod")) {
            return DiskBus.SATA;
        }
        return DiskBus.LSI;
    }

    private NicModel nic() {
        if (has("virtio_pci", "virtio_net")) {
            return NicModel.VIRTIO;
        }
        NicModel nic = has("e1000") || kernel.isEmpty()
                ? NicModel.E1000
                : has("8139cp") || has("8139too") ? NicModel.RTL8139 : has("pcnet32") ? NicModel.PCNET : NicModel.E1000;
        reasons.add("Network cards are %s: %s has no virtio driver for them.".formatted(nic, name()));
        return nic;
    }

    /**
     * Virtio devices behind PCI Express ports speak virtio 1.0 only, which Linux does from 4.0 on and RHEL's 3.10 by
     * back-port. There is no IDE controller on a q35.
     */
    private boolean q35(DiskBus bus) {
        boolean modern = kernel.isPresent()
                && (kernel.get().isAtLeast(4, 0, 0)
                        || kernel.get().version().matches("3\\.10\\.0-(\\d{3,4}).*el7.*")
                        || kernel.get().has("virtio_pci_modern_dev"));
        if (uefi || modern && bus != DiskBus.IDE) {
            return bus != DiskBus.IDE;
        }
        return false;
    }
}
