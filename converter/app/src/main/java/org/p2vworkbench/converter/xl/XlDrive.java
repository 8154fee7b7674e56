package org.p2vworkbench.converter.xl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.p2vworkbench.disks.DiskFormatException;

/**
 * A hard disk as the guest sees it: one file, or several that it sees as the partitions of a disk without a partition
 * table.
 *
 * @param device the whole disk
 * @param files one that is the whole disk, or partitions by number
 */
public record XlDrive(XlDevice device, List<XlDisk> files) {

    public XlDrive {
        files = List.copyOf(files);
    }

    static List<XlDrive> of(XlFile file, List<XlDisk> disks) throws DiskFormatException {
        Map<XlDevice, Map<XlDevice, XlDisk>> drives = new TreeMap<>();
        for (XlDisk disk : disks) {
            XlDisk other = drives.computeIfAbsent(disk.device().wholeDisk(), whole -> new TreeMap<>())
                    .put(disk.device(), disk);
            if (other != null) {
                throw file.damaged("disk", "has two files for %s".formatted(disk.device()));
            }
        }
        List<XlDrive> all = new ArrayList<>();
        for (Map.Entry<XlDevice, Map<XlDevice, XlDisk>> drive : drives.entrySet()) {
            if (drive.getValue().containsKey(drive.getKey()) && drive.getValue().size() > 1) {
                throw file.damaged(
                        "disk", "has files both for the disk %s and for partitions of it".formatted(drive.getKey()));
            }
            all.add(new XlDrive(drive.getKey(), List.copyOf(drive.getValue().values())));
        }
        return all;
    }

    /** Whether the old host put it together from files that are partitions. */
    public boolean isOfPartitions() {
        return files.get(0).device().isPartition();
    }

    /** "xvda" */
    public String name() {
        return device.toString();
    }

    /** All that the guest's kernel may call it: Xen's drivers of different times took the names of others. */
    public List<String> guestNames() {
        return List.of(device.named("xvd"), device.named("sd"), device.named("hd"));
    }

    /** @param number of the partition, from 1; 0 for the whole disk */
    public record Part(int number, String target, String format, String description) {}

    public List<Part> parts() {
        return files.stream()
                .map(file -> new Part(
                        file.device().partition(),
                        file.path(),
                        file.format(),
                        "%s = %s".formatted(file.device(), file.target())))
                .toList();
    }
}
