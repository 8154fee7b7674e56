package org.p2vworkbench.converter.device;

import java.nio.file.Path;
import org.p2vworkbench.agent.inventory.BlockDevice;

/**
 * The block device that receives a disk, as the plan names it and the operator confirms it.
 *
 * @param path as the operator named it
 * @param name the kernel's name of it at that time
 * @param model empty where it has none
 * @param serial empty where it has none
 * @param sectorBytes its logical sector
 * @param identity what tells it from another device that has its path later
 * @param holds what it held when the plan was made, in words
 */
public record TargetDevice(
        Path path,
        String name,
        String model,
        String serial,
        long sizeBytes,
        int sectorBytes,
        String identity,
        String holds) {

    static TargetDevice of(Path path, BlockDevice device, String holds) {
        return new TargetDevice(
                path,
                device.name(),
                device.model(),
                device.serial(),
                device.sizeBytes(),
                device.logicalSectorBytes(),
                device.identity(),
                holds);
    }

    /** Model and serial number as far as there are any: "Samsung SSD 870, serial S5Y1NG0R". */
    public String description() {
        String serialInWords = serial.isEmpty() ? "" : "serial " + serial;
        String both = model.isEmpty() || serial.isEmpty() ? model + serialInWords : model + ", " + serialInWords;
        return both.isEmpty() ? "without model or serial number" : both;
    }
}
