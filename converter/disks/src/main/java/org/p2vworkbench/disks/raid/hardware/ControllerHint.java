package org.p2vworkbench.disks.raid.hardware;

import java.util.List;

/**
 * A mark of a controller on a disk.
 *
 * @param disk its name
 * @param family "3ware", ...
 * @param text one sentence for the operator
 * @param dataOffsetsBytes where the data of a set of this family begins on its disks, likeliest first
 */
public record ControllerHint(String disk, String family, String text, List<Long> dataOffsetsBytes) {

    public ControllerHint {
        dataOffsetsBytes = List.copyOf(dataOffsetsBytes);
    }
}
