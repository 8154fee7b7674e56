package org.p2vworkbench.agent.inventory.survey;

import java.util.List;

/**
 * A disk as the system sees it: behind a RAID controller that is the controller's volume.
 *
 * @param table "gpt", "dos"
 * @param signature on the whole disk: "isw_raid_member", "LVM2_member"
 */
public record Disk(
        String name,
        String path,
        Fact<String> model,
        Fact<String> serial,
        Fact<String> wwn,
        Fact<Long> sizeBytes,
        Fact<Long> logicalSectorBytes,
        Fact<Long> physicalSectorBytes,
        Fact<String> transport,
        Fact<String> controller,
        Fact<String> driver,
        boolean rotational,
        boolean removable,
        boolean readOnly,
        Fact<String> table,
        Fact<String> signature,
        Fact<Health> health,
        List<Partition> partitions) {

    /** A partition; {@code type} is of what is on it, and empty when nobody knows. */
    public record Partition(
            int number, String name, long startBytes, long sizeBytes, String type, String label, String uuid) {}

    /**
     * What the disk says of itself (SMART).
     *
     * @param passed its own verdict
     */
    public record Health(
            boolean passed, long reallocatedSectors, long pendingSectors, long powerOnHours, long temperatureCelsius) {}
}
