package org.p2vworkbench.converter.vmx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2vworkbench.converter.hardware.Bus;
import org.p2vworkbench.converter.hardware.DiskDrive;
import org.p2vworkbench.converter.hardware.DriveAddress;
import org.p2vworkbench.converter.hardware.RemovableDrive;
import org.p2vworkbench.converter.hardware.ScsiModel;

/** The drives of a VMX file: {@code scsi0:0}, {@code sata0:1}, {@code nvme0:0}, {@code ide1:0}, {@code floppy0}. */
record VmxDrives(List<DiskDrive> disks, List<RemovableDrive> cdroms, List<RemovableDrive> floppies) {

    private static final Pattern DRIVE = Pattern.compile("((scsi|nvme|sata|ide)(\\d{1,3}):(\\d{1,3}))\\.present");
    private static final Pattern FLOPPY = Pattern.compile("floppy(\\d)\\.present");
    /** The order in which VMware's firmware tries disks when nothing else is set. */
    private static final List<Bus> BOOT_ORDER = List.of(Bus.SCSI, Bus.NVME, Bus.SATA, Bus.IDE);

    /** What ESXi writes for a drive with nothing in it. */
    private static final String NO_FILE = "emptyBackingString";

    static VmxDrives of(VmxFile file) {
        List<Drive> drives = file.keys().stream()
                .map(DRIVE::matcher)
                .filter(Matcher::matches)
                .filter(found -> isPresent(file, found))
                .map(found -> drive(file, found))
                .sorted(bootOrder(file))
                .toList();
        List<DiskDrive> disks = new ArrayList<>();
        List<RemovableDrive> cdroms = new ArrayList<>();
        for (Drive drive : drives) {
            if (isCdrom(file, drive)) {
                cdroms.add(new RemovableDrive(drive.at()));
            } else {
                drive.file().ifPresent(image -> disks.add(new DiskDrive(drive.at(), image)));
            }
        }
        return new VmxDrives(disks, cdroms, floppies(file));
    }

    /** A drive on a controller that is switched off is not there; a controller that is not mentioned may be. */
    private static boolean isPresent(VmxFile file, Matcher found) {
        return file.isTrue(found.group()) && !file.isFalse(found.group(2) + found.group(3) + ".present");
    }

    private static Drive drive(VmxFile file, Matcher found) {
        String key = found.group(1);
        Bus bus = Bus.valueOf(found.group(2).toUpperCase(Locale.ROOT));
        ScsiModel scsi = bus == Bus.SCSI
                ? file.text("scsi" + found.group(3) + ".virtualDev")
                        .map(ScsiModel::of)
                        .orElse(ScsiModel.UNKNOWN)
                : ScsiModel.UNKNOWN;
        DriveAddress at =
                new DriveAddress(bus, scsi, Integer.parseInt(found.group(3)), Integer.parseInt(found.group(4)));
        return new Drive(key, at, file.text(key + ".fileName").filter(name -> !name.equalsIgnoreCase(NO_FILE)));
    }

    /**
     * CD-ROM by device type; {@code scsi-passthru} carries tapes as well as drives and is no disk either. Without a
     * device type VMware takes a hard disk.
     */
    private static boolean isCdrom(VmxFile file, Drive drive) {
        String type = file.text(drive.key() + ".deviceType").orElse("disk").toLowerCase(Locale.ROOT);
        return type.contains("cdrom") || type.contains("passthru");
    }

    private static List<RemovableDrive> floppies(VmxFile file) {
        return file.keys().stream()
                .map(FLOPPY::matcher)
                .filter(Matcher::matches)
                .filter(found -> file.isTrue(found.group()))
                .map(found -> Integer.parseInt(found.group(1)))
                .sorted()
                .map(unit -> new RemovableDrive(DriveAddress.of(Bus.FLOPPY, 0, unit)))
                .toList();
    }

    /** {@code bios.hddOrder = "ide0:0,scsi0:0"} first, then by bus, controller and unit. */
    private static Comparator<Drive> bootOrder(VmxFile file) {
        List<String> chosen = List.of(file.text("bios.hddOrder")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s", "")
                .split(","));
        return Comparator.comparingInt(
                        (Drive drive) -> chosen.contains(drive.key()) ? chosen.indexOf(drive.key()) : Integer.MAX_VALUE)
                .thenComparingInt(drive -> BOOT_ORDER.indexOf(drive.at().bus()))
                .thenComparingInt(drive -> drive.at().controller())
                .thenComparingInt(drive -> drive.at().unit());
    }

    private record Drive(String key, DriveAddress at, Optional<String> file) {}
}
