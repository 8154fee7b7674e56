package org.p2vworkbench.converter.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.p2vworkbench.converter.hardware.MachineHardware;

/**
 * What machine.json holds: what the machine was, and what its disks are.
 *
 * @param uuid of the new machine, chosen once
 * @param input where it was read from
 */
public record MachineRecord(
        int schemaVersion,
        String machine,
        UUID uuid,
        String input,
        MachineHardware hardware,
        List<Disk> disks,
        List<String> notes) {

    public static final int SCHEMA_VERSION = 1;

    public MachineRecord {
        disks = List.copyOf(disks);
        notes = List.copyOf(notes);
    }

    /**
     * @param format of the source image: "vmdk streamOptimized"
     * @param serial number, where it has one
     */
    public record Disk(String name, String format, long virtualBytes, long usedBytes, Optional<String> serial) {

        public Disk {
            // A record of an earlier version does not have it.
            serial = serial == null ? Optional.empty() : serial;
        }
    }
}
