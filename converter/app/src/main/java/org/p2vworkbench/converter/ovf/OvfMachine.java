package org.p2vworkbench.converter.ovf;

import java.util.List;
import org.p2vworkbench.converter.hardware.MachineHardware;

/**
 * One machine of a package.
 *
 * @param content what is on each of its disks, in the order of {@code hardware.disks()}
 */
public record OvfMachine(MachineHardware hardware, List<Content> content, List<String> notes) {

    public OvfMachine {
        content = List.copyOf(content);
        notes = List.copyOf(notes);
    }

    /**
     * The bytes of a disk: a file of the package, or nothing but zeros.
     *
     * @param href the file, or empty for a blank disk
     */
    public record Content(String href, long capacityBytes) {

        public boolean isBlank() {
            return href.isEmpty();
        }
    }
}
