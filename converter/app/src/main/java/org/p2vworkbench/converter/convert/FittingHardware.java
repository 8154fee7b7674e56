package org.p2vworkbench.converter.convert;

import java.util.List;
import org.p2vworkbench.converter.hardware.Bus;
import org.p2vworkbench.converter.hardware.CpuTopology;
import org.p2vworkbench.converter.hardware.DiskDrive;
import org.p2vworkbench.converter.hardware.DriveAddress;
import org.p2vworkbench.converter.hardware.GuestClock;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.hardware.Nic;
import org.p2vworkbench.converter.hardware.NicModel;
import org.p2vworkbench.converter.hardware.ScsiModel;
import org.p2vworkbench.fixups.plan.VirtualHardware;

/** A machine on the controllers and cards that its repaired guest has drivers for. */
final class FittingHardware {

    private final VirtualHardware needed;

    FittingHardware(VirtualHardware needed) {
        this.needed = needed;
    }

    MachineHardware of(MachineHardware source) {
        List<DiskDrive> disks =
                source.disks().stream().map(disk -> disk.moved(address())).toList();
        List<Nic> nics = source.nics().stream().map(nic -> nic.as(nicModel())).toList();
        return source.fitted(cpu(source.cpu()), disks, nics, clock(source.clock()));
    }

    /** They move together without gaps; their order stays. */
    private DriveAddress address() {
        return switch (needed.disks()) {
            case VIRTIO_BLK -> DriveAddress.of(Bus.VIRTIO, 0, 0);
            case VIRTIO_SCSI -> new DriveAddress(Bus.SCSI, ScsiModel.VIRTIO_SCSI, 0, 0);
            case SATA -> DriveAddress.of(Bus.SATA, 0, 0);
            case IDE -> DriveAddress.UNKNOWN;
            case LSI -> new DriveAddress(Bus.SCSI, ScsiModel.LSILOGIC, 0, 0);
        };
    }

    private NicModel nicModel() {
        return switch (needed.nics()) {
            case VIRTIO -> NicModel.VIRTIO;
            case E1000 -> NicModel.E1000;
            case E1000E -> NicModel.E1000E;
            case RTL8139 -> NicModel.RTL8139;
            case PCNET -> NicModel.PCNET;
        };
    }

    private CpuTopology cpu(CpuTopology source) {
        return needed.mostCpus().isPresent()
                        && source.count() > needed.mostCpus().getAsInt()
                ? CpuTopology.sockets(needed.mostCpus().getAsInt())
                : source;
    }

    /** What the old machine's clock was found to hold by a definite number of seconds is known better. */
    private GuestClock clock(GuestClock source) {
        if (source.offsetSeconds() != 0) {
            return source;
        }
        return needed.clock() == VirtualHardware.Clock.LOCALTIME ? GuestClock.LOCAL_TIME : GuestClock.UTC;
    }
}
