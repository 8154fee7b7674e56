package org.p2vworkbench.converter.ovf;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.p2vworkbench.converter.hardware.Bus;
import org.p2vworkbench.converter.hardware.DriveAddress;
import org.p2vworkbench.converter.hardware.RemovableDrive;
import org.p2vworkbench.converter.hardware.ScsiModel;

/** The controllers of a machine, and where each drive sits on them. */
final class OvfDrives {

    static final int IDE_CONTROLLER = 5;
    static final int SCSI_CONTROLLER = 6;
    static final int FLOPPY = 14;
    static final int CDROM = 15;
    static final int DVD = 16;
    static final int DISK = 17;
    static final int OTHER_STORAGE_CONTROLLER = 20;
    private static final int UNITS_PER_IDE_CHANNEL = 2;

    private final List<OvfItem> items;
    private final Map<String, Controller> controllers = new HashMap<>();

    OvfDrives(List<OvfItem> items) {
        this.items = items;
        Map<Bus, Integer> seen = new HashMap<>();
        for (OvfItem item : items) {
            Bus bus = bus(item);
            if (bus != Bus.UNKNOWN && item.id().isPresent()) {
                int ordinal = seen.merge(bus, 1, Integer::sum) - 1;
                int number = item.number("Address").orElse(ordinal);
                controllers.putIfAbsent(item.id().get(), new Controller(bus, ScsiModel.of(item.subType()), number));
            }
        }
    }

    List<OvfItem> disks() {
        return items.stream().filter(item -> item.type() == DISK).toList();
    }

    List<RemovableDrive> cdroms() {
        return items.stream()
                .filter(item -> item.type() == CDROM || item.type() == DVD)
                .map(item -> new RemovableDrive(at(item)))
                .toList();
    }

    List<RemovableDrive> floppies() {
        return items.stream()
                .filter(item -> item.type() == FLOPPY)
                .map(item -> new RemovableDrive(DriveAddress.of(
                        Bus.FLOPPY, 0, item.number("AddressOnParent").orElse(0))))
                .toList();
    }

    DriveAddress at(OvfItem drive) {
        Controller on = drive.text("Parent").map(controllers::get).orElse(null);
        if (on == null) {
            return DriveAddress.UNKNOWN;
        }
        int unit = drive.number("AddressOnParent").orElse(0);
        if (on.bus != Bus.IDE) {
            return new DriveAddress(on.bus, on.bus == Bus.SCSI ? on.scsi : ScsiModel.UNKNOWN, on.number, unit);
        }
        // One IDE controller item may stand for both channels of the chip: units 2 and 3 are on the second.
        return DriveAddress.of(Bus.IDE, on.number + unit / UNITS_PER_IDE_CHANNEL, unit % UNITS_PER_IDE_CHANNEL);
    }

    private static Bus bus(OvfItem item) {
        String subType = item.subType().toLowerCase(Locale.ROOT);
        return switch (item.type()) {
            case IDE_CONTROLLER -> subType.equals("virtio") ? Bus.VIRTIO : Bus.IDE;
            case SCSI_CONTROLLER -> Bus.SCSI;
            case OTHER_STORAGE_CONTROLLER -> other(subType);
            default -> Bus.UNKNOWN;
        };
    }

    private static Bus other(String subType) {
        if (subType.contains("nvme")) {
            return Bus.NVME;
        }
        if (subType.contains("virtio")) {
            return subType.contains("scsi") ? Bus.SCSI : Bus.VIRTIO;
        }
        return subType.contains("ahci") || subType.contains("sata") ? Bus.SATA : Bus.UNKNOWN;
    }

    private record Controller(Bus bus, ScsiModel scsi, int number) {}
}
