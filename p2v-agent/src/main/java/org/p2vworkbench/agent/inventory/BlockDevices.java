package org.p2vworkbench.agent.inventory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The block devices of a running Linux system, how they rest on each other, and what they are used for. */
public final class BlockDevices {

    private final List<BlockDevice> disks;
    private final Map<String, BlockDevice> byName = new LinkedHashMap<>();

    private BlockDevices(List<BlockDevice> read) {
        read.forEach(this::index);
        disks = read.stream().map(this::withAllUses).toList();
        byName.clear();
        disks.forEach(this::index);
    }

    /** Those of this machine, as they are now. */
    public static BlockDevices ofThisHost() throws IOException {
        return under(Path.of("/"));
    }

    /** Those of the system whose /sys, /proc and /dev lie below {@code root}. */
    static BlockDevices under(Path root) throws IOException {
        return new BlockDevices(new SysfsReader(root).disks());
    }

    private void index(BlockDevice device) {
        byName.put(device.name(), device);
        device.partitions().forEach(partition -> byName.put(partition.name(), partition));
    }

    /** Disks and volumes, each with its partitions. Loop devices without a file behind them are among them. */
    public List<BlockDevice> disks() {
        return disks;
    }

    /** The device with this kernel's name: "sda", "sda1", "dm-0". */
    public Optional<BlockDevice> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Optional<BlockDevice> numbered(DeviceNumber number) {
        return byName.values().stream()
                .filter(device -> device.number().equals(number))
                .findFirst();
    }

    /** Whether writing to {@code lower} can change {@code upper}: the same, or {@code upper} rests on it. */
    public boolean restsOn(BlockDevice upper, BlockDevice lower) {
        return below(upper.name(), new LinkedHashSet<>()).contains(lower.name());
    }

    /** A device and all that it is made of. */
    private Set<String> below(String name, Set<String> found) {
        BlockDevice device = byName.get(name);
        if (device != null && found.add(name)) {
            device.disk().ifPresent(disk -> below(disk, found));
            device.slaves().forEach(slave -> below(slave, found));
        }
        return found;
    }

    private BlockDevice withAllUses(BlockDevice disk) {
        List<BlockDevice> partitions =
                disk.partitions().stream().map(this::usesFromAbove).toList();
        return SysfsReader.with(disk, partitions, usesFromAbove(disk).uses());
    }

    private BlockDevice usesFromAbove(BlockDevice device) {
        List<DeviceUse> uses = new ArrayList<>();
        above(device.name(), new LinkedHashSet<>())
                .forEach(name -> uses.addAll(byName.get(name).uses()));
        return SysfsReader.with(device, device.partitions(), uses);
    }

    /** A device and all that is made of it. */
    private Set<String> above(String name, Set<String> found) {
        BlockDevice device = byName.get(name);
        if (device != null && found.add(name)) {
            device.partitions().forEach(partition -> above(partition.name(), found));
            device.holders().forEach(holder -> above(holder, found));
        }
        return found;
    }
}
