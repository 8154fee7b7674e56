package org.p2vworkbench.reports.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * A disk as the system sees it: behind a RAID controller that is the controller's volume.
 *
 * @param usedBytes how many of its bytes a copy has to carry, by the allocation maps on it
 * @param readBytesPerSecond as it was measured, in sequence from its beginning
 */
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
        List<Partition> partitions,
        Fact<Long> usedBytes,
        Fact<Long> readBytesPerSecond) {

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
        usedBytes = Missing.fact(usedBytes);
        readBytesPerSecond = Missing.fact(readBytesPerSecond);
    }

    /** The same with what a look at its bytes has found. */
    public DiskFacts with(Fact<String> foundTable, List<Partition> foundPartitions, Fact<Long> foundUsed) {
        return with(foundTable, foundPartitions, foundUsed, readBytesPerSecond);
    }

    /** The same with how fast it was read. */
    public DiskFacts read(Fact<Long> bytesPerSecond) {
        return with(table, partitions, usedBytes, bytesPerSecond);
    }

    private DiskFacts with(
            Fact<String> foundTable, List<Partition> foundPartitions, Fact<Long> foundUsed, Fact<Long> rate) {
        return new DiskFacts(
                name,
                path,
                model,
                serial,
                wwn,
                sizeBytes,
                logicalSectorBytes,
                physicalSectorBytes,
                transport,
                controller,
                driver,
                rotational,
                removable,
                readOnly,
                foundTable,
                signature,
                health,
                foundPartitions,
                foundUsed,
                rate);
    }

    /** The same with what state the filesystem on a partition is in. */
    public DiskFacts inState(int partition, String state) {
        return with(
                table,
                partitions.stream()
                        .map(one -> one.number() == partition ? one.in(state) : one)
                        .toList(),
                usedBytes);
    }

    /**
     * A partition.
     *
     * @param type of what is on it; empty when nobody knows
     * @param state of the filesystem: "clean", "dirty", "journal", "hibernated"; empty when nobody looked
     * @param usedBytes by its own allocation map; missing when nobody looked
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Partition(
            int number,
            String name,
            long startBytes,
            long sizeBytes,
            String type,
            String label,
            String uuid,
            String state,
            Optional<Long> usedBytes) {

        public Partition {
            name = Missing.text(name);
            startBytes = Missing.amount(startBytes);
            sizeBytes = Missing.amount(sizeBytes);
            type = Missing.text(type);
            label = Missing.text(label);
            uuid = Missing.text(uuid);
            state = Missing.text(state);
            usedBytes = Missing.amount(usedBytes);
        }

        Partition in(String otherState) {
            return new Partition(number, name, startBytes, sizeBytes, type, label, uuid, otherState, usedBytes);
        }
    }

    /** What the disk says of itself (SMART); {@code passed} is its own verdict. */
    public record Health(
            boolean passed, long reallocatedSectors, long pendingSectors, long powerOnHours, long temperatureCelsius) {}
}
