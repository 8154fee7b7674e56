package org.p2vworkbench.converter.libvirt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2vworkbench.converter.hardware.Bus;
import org.p2vworkbench.converter.hardware.DriveAddress;
import org.p2vworkbench.converter.hardware.Firmware;

/**
 * Which bus each drive goes to, such that the guest boots with the drivers it has: the bus it was on where qemu has
 * that, else the one that most guests of its age know, which is IDE on the PC of 1996 and SATA on the one of 2009.
 *
 * <p>IDE drives keep their places, because old Linux names them in its boot configuration ({@code /dev/hdc1}). Others
 * move together without gaps; their order stays. The i440FX has two IDE channels of two drives; what does not fit there
 * goes to SATA. The Q35 has no IDE; libvirt has no NVMe disk made from a file.
 */
final class DrivePlan {

    private static final int IDE_DRIVES = 4;
    private static final int SATA_PORTS = 6;
    /** libvirt and qemu agree on the PCI address of a virtio disk by themselves. */
    private static final int VIRTIO_UNIT = 0;

    private final Firmware firmware;
    private final Board board;
    private final boolean[] ideTaken = new boolean[IDE_DRIVES];
    private final Map<String, List<Integer>> scsiControllers = new HashMap<>();
    private final List<TargetScsi> scsiModels = new ArrayList<>();
    private final Map<Integer, Integer> scsiUnits = new HashMap<>();
    private final Map<String, Integer> names = new HashMap<>();
    private int sataDrives;

    DrivePlan(Firmware firmware, Board board) {
        this.firmware = firmware;
        this.board = board;
    }

    /** The places of hard disks, in the order given. */
    List<Placement> place(List<DriveAddress> disks) {
        Map<Integer, Placement> placed = new LinkedHashMap<>();
        for (int i = 0; i < disks.size(); i++) {
            if (isIdePlace(disks.get(i))) {
                placed.put(i, idePlace(ideUnit(disks.get(i))));
            }
        }
        List<Placement> all = new ArrayList<>();
        for (int i = 0; i < disks.size(); i++) {
            Placement fixed = placed.get(i);
            all.add(fixed != null ? fixed : place(disks.get(i)));
        }
        return all;
    }

    /** A place for a CD-ROM drive; its own where it is free. */
    Placement placeCdrom(Optional<DriveAddress> wanted) {
        if (wanted.filter(this::isIdePlace).isPresent()) {
            return idePlace(ideUnit(wanted.get()));
        }
        // The second channel's master is where PCs have their CD-ROM.
        return !board.hasIde() ? sata() : !ideTaken[2] ? idePlace(2) : ideOrSata();
    }

    /** The SCSI adapters in use, by controller number. */
    List<TargetScsi> scsiControllers() {
        return List.copyOf(scsiModels);
    }

    int sataControllers() {
        return (sataDrives + SATA_PORTS - 1) / SATA_PORTS;
    }

    private Placement place(DriveAddress source) {
        return switch (source.bus()) {
            case SCSI ->
                TargetScsi.of(source.scsi(), firmware)
                        .map(model -> scsi(model, source.controller()))
                        .orElseGet(this::ideOrSata);
            case VIRTIO -> new Placement(TargetBus.VIRTIO, Optional.empty(), name(TargetBus.VIRTIO), 0, VIRTIO_UNIT);
            case SATA, NVME -> sata();
            case IDE, FLOPPY, UNKNOWN -> ideOrSata();
        };
    }

    private boolean isIdePlace(DriveAddress at) {
        return board.hasIde()
                && at.bus() == Bus.IDE
                && at.controller() <= 1
                && at.unit() <= 1
                && !ideTaken[ideUnit(at)];
    }

    private static int ideUnit(DriveAddress at) {
        return at.controller() * 2 + at.unit();
    }

    private Placement ideOrSata() {
        for (int unit = 0; unit < IDE_DRIVES && board.hasIde(); unit++) {
            if (!ideTaken[unit]) {
                return idePlace(unit);
            }
        }
        return sata();
    }

    private Placement idePlace(int unit) {
        ideTaken[unit] = true;
        return new Placement(TargetBus.IDE, Optional.empty(), Placement.deviceName(TargetBus.IDE, unit), 0, unit);
    }

    private Placement sata() {
        int drive = sataDrives++;
        return new Placement(
                TargetBus.SATA, Optional.empty(), name(TargetBus.SATA), drive / SATA_PORTS, drive % SATA_PORTS);
    }

    private Placement scsi(TargetScsi model, int sourceController) {
        List<Integer> own = scsiControllers.computeIfAbsent(model + " " + sourceController, key -> new ArrayList<>());
        if (own.isEmpty() || scsiUnits.get(own.get(own.size() - 1)) == model.devices()) {
            own.add(scsiModels.size());
            scsiUnits.put(scsiModels.size(), 0);
            scsiModels.add(model);
        }
        int controller = own.get(own.size() - 1);
        int unit = scsiUnits.merge(controller, 1, Integer::sum) - 1;
        return new Placement(TargetBus.SCSI, Optional.of(model), name(TargetBus.SCSI), controller, unit);
    }

    /** SATA and SCSI drives share their letters. */
    private String name(TargetBus bus) {
        int index = names.merge(bus.letters(), 1, Integer::sum) - 1;
        return Placement.deviceName(bus, index);
    }
}
