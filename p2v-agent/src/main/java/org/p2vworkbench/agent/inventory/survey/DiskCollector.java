package org.p2vworkbench.agent.inventory.survey;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.agent.inventory.DiskFacts;
import org.p2vworkbench.agent.inventory.MachineInventory;
import org.p2vworkbench.agent.inventory.SysfsFolder;

/** The disks, their partitions, and what udev saw on them. None is opened. */
record DiskCollector(Path root, Observer observer, MachineInventory machine, Answers answers) {

    private static final long SECTOR_BYTES = 512;
    private static final String NO_UDEV = "udev has no record of it";

    List<Disk> collect() {
        return machine.disks().stream().map(this::disk).toList();
    }

    private Disk disk(DiskFacts disk) {
        SysfsFolder folder = new SysfsFolder(root.resolve("sys/block").resolve(disk.name()));
        UdevRecord udev = UdevRecord.of(root, folder.text("dev"));
        String sysfs = "sys/block/" + disk.name();
        return new Disk(
                disk.name(),
                disk.path(),
                observer.text(disk.model(), sysfs + "/device/model", "the driver does not pass it on"),
                observer.text(disk.serial(), sysfs, "the driver does not pass it on"),
                observer.text(disk.wwn(), sysfs + "/wwid", "it has none, or the driver does not pass it on"),
                observer.positive(disk.sizeBytes(), sysfs + "/size", "the drive has no medium"),
                observer.saw((long) disk.logicalSectorBytes(), sysfs + "/queue/logical_block_size"),
                observer.saw((long) disk.physicalSectorBytes(), sysfs + "/queue/physical_block_size"),
                observer.text(disk.transport(), sysfs, "no bus that this program knows"),
                observer.text(disk.controller(), sysfs, "it hangs on no PCI device"),
                observer.text(disk.driver(), sysfs, "it hangs on no PCI device"),
                disk.rotational(),
                disk.removable(),
                disk.readOnly(),
                observer.text(udev.property("ID_PART_TABLE_TYPE"), "udev", udev.isEmpty() ? NO_UDEV : "there is none"),
                observer.text(udev.property("ID_FS_TYPE"), "udev", udev.isEmpty() ? NO_UDEV : "there is none"),
                health(disk),
                partitions(folder));
    }

    private Fact<Disk.Health> health(DiskFacts disk) {
        Optional<String> said = answers.smart(disk.path());
        if (said.isEmpty()) {
            return observer.unknown("smartctl", "smartctl is not installed, or did not answer in time");
        }
        return SmartReport.read(said.get())
                .map(health -> observer.saw(health, "smartctl"))
                .orElse(observer.unknown("smartctl", "the disk, or the controller before it, does not say it"));
    }

    private List<Disk.Partition> partitions(SysfsFolder disk) {
        return disk.names("").stream()
                .map(name -> new SysfsFolder(disk.path().resolve(name)))
                .filter(folder -> folder.has("partition"))
                .sorted(Comparator.comparingLong(folder -> folder.number("partition", 0)))
                .map(this::partition)
                .toList();
    }

    private Disk.Partition partition(SysfsFolder folder) {
        UdevRecord udev = UdevRecord.of(root, folder.text("dev"));
        return new Disk.Partition(
                (int) folder.number("partition", 0),
                folder.path().getFileName().toString(),
                folder.number("start", 0) * SECTOR_BYTES,
                folder.number("size", 0) * SECTOR_BYTES,
                udev.property("ID_FS_TYPE"),
                udev.property("ID_FS_LABEL"),
                udev.property("ID_FS_UUID"));
    }
}
