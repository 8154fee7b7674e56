package org.p2vworkbench.reports.inventory;

import java.util.List;

/** A disk as the system sees it: behind a RAID controller that is the controller's volume. */
public record DiskFacts(
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

    public DiskFacts {
        name = Missing.text(name);
        path = Missing.text(path);
        model = Missing.fact(model);
        serial = Missing.fact(serial);
        wwn = Missing.fact(wwn);
        sizeBytes = Missing.fact(sizeBytes);
        logicalSectorBytes = Missing.fact(logicalSectorBytes);
        physicalSectorBytes = Missing.fact(physicalSectorBytes);
        transport = Missing.fact(transport);
        controller = Missing.fact(controller);
        driver = Missing.fact(driver);
        table = Missing.fact(table);
        signature = Missing.fact(signature);
        health = Missing.fact(health);
        partitions = Missing.list(partitions);
    }

    /**
     * A partition.
     *
     * @param type of what is on it; empty when nobody knows
     * @param state of the filesystem: "clean", "dirty", "journal", "hibernated"; empty when nobody looked
     */
    public record Partition(
            int number,
            String name,
            long startBytes,
            long sizeBytes,
            String type,
            String label,
            String uuid,
            String state) {

        public Partition {
            name = Missing.text(name);
            startBytes = Missing.amount(startBytes);
            sizeBytes = Missing.amount(sizeBytes);
            type = Missing.text(type);
            label = Missing.text(label);
            uuid = Missing.text(uuid);
            state = Missing.text(state);
        }
    }

    /** What the disk says of itself (SMART); {@code passed} is its own verdict. */
    public record Health(
            boolean passed, long reallocatedSectors, long pendingSectors, long powerOnHours, long temperatureCelsius) {}
}
