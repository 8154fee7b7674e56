package org.p2vworkbench.converter.survey;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.allocation.AllocationMap;
import org.p2vworkbench.disks.layers.Layer;
import org.p2vworkbench.reports.inventory.DiskFacts;
import org.p2vworkbench.reports.inventory.Fact;
import org.p2vworkbench.reports.inventory.Inventory;

/** Disks with what was seen on them. Collects where that is not what was told of them. */
final class SeenDisks {

    static final String BY = "image";

    /** One window of a map at a time, so that a disk in a million pieces needs no list of them. */
    private static final long WINDOW_BYTES = 64L << 30;

    /** Filesystems without a journal to replay, or with one that Linux leaves alone. */
    private static final Set<String> OF_WINDOWS = Set.of("ntfs", "vfat", "exfat");

    private final boolean inUse;
    private final String at;
    private final List<Inventory.Disagreement> disagreements = new ArrayList<>();

    /** @param inUse whether a system runs on them: then no filesystem is put away cleanly, and that is no finding */
    SeenDisks(boolean inUse, String at) {
        this.inUse = inUse;
        this.at = at;
    }

    List<Inventory.Disagreement> disagreements() {
        return disagreements;
    }

    /** @param told empty facts for a disk of which nothing was told */
    DiskFacts disk(DiskFacts told, Layer seen, BlockSource bytes) {
        Optional<Layer> table = seen.children().stream()
                .filter(layer -> layer.kind() == Layer.Kind.TABLE)
                .findFirst();
        List<DiskFacts.Partition> partitions = table.stream()
                .flatMap(SeenDisks::partitions)
                .map(layer -> partition(told, layer))
                .toList();
        agreeOnSize(told, bytes.size());
        return told.with(
                table.isPresent() ? fact(nameOf(table.get()), "the table on the disk", 1) : told.table(),
                partitions.isEmpty() ? told.partitions() : partitions,
                used(seen, bytes));
    }

    /** A disk that nobody told of: an image. */
    DiskFacts bare(String name, String path, BlockSource bytes) {
        return new DiskFacts(
                name,
                path,
                Fact.unknown("an image does not tell"),
                null,
                null,
                fact(bytes.size(), "the image", 1),
                null,
                null,
                null,
                null,
                null,
                false,
                false,
                true,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** As blkid and udev name it. */
    private static String nameOf(Layer table) {
        return table.type().equals("mbr") ? "dos" : table.type().toLowerCase(Locale.ROOT);
    }

    private static Stream<Layer> partitions(Layer layer) {
        Stream<Layer> own = layer.kind() == Layer.Kind.PARTITION ? Stream.of(layer) : Stream.empty();
        boolean inside = layer.kind() == Layer.Kind.TABLE || layer.kind() == Layer.Kind.PARTITION;
        return inside ? Stream.concat(own, layer.children().stream().flatMap(SeenDisks::partitions)) : own;
    }

    private DiskFacts.Partition partition(DiskFacts disk, Layer seen) {
        int number = seen.name().matches("[0-9]{1,9}") ? Integer.parseInt(seen.name()) : 0;
        Optional<DiskFacts.Partition> told = disk.partitions().stream()
                .filter(one -> one.number() == number && one.startBytes() == seen.offset())
                .findFirst();
        Optional<Layer> held = seen.children().stream()
                .filter(layer -> layer.kind() == Layer.Kind.FILESYSTEM)
                .findFirst();
        String name = told.map(DiskFacts.Partition::name).orElse(partitionName(disk.name(), number));
        String type = held.map(Layer::type).orElse("");
        told.map(DiskFacts.Partition::type)
                .filter(other -> !other.isEmpty() && !type.isEmpty() && !other.equals(type))
                .ifPresent(other -> disagreements.add(new Inventory.Disagreement(
                        name + ": what is on it", type, "signature on the disk", other, "udev")));
        return new DiskFacts.Partition(
                number,
                name,
                seen.offset(),
                seen.sizeBytes(),
                type.isEmpty() ? told.map(DiskFacts.Partition::type).orElse("") : type,
                held.map(Layer::label)
                        .filter(label -> !label.isEmpty())
                        .orElse(told.map(DiskFacts.Partition::label).orElse("")),
                held.map(Layer::uuid)
                        .filter(uuid -> !uuid.isEmpty())
                        .orElse(told.map(DiskFacts.Partition::uuid).orElse("")),
                held.map(this::state).orElse(""),
                seen.usedBytes());
    }

    /** As the kernel calls it: a disk whose name ends with a digit gets a "p" before the partition's. */
    static String partitionName(String disk, int number) {
        return disk + (disk.matches(".*[0-9]") ? "p" : "") + number;
    }

    private String state(Layer filesystem) {
        if (inUse || filesystem.clean().isEmpty()) {
            return "";
        }
        return filesystem.clean().get() ? "clean" : OF_WINDOWS.contains(filesystem.type()) ? "dirty" : "journal";
    }

    private void agreeOnSize(DiskFacts told, long bytes) {
        if (told.sizeBytes().is(size -> size != bytes)) {
            disagreements.add(new Inventory.Disagreement(
                    told.name() + ": size in bytes",
                    Long.toString(bytes),
                    "the disk as it is read",
                    told.sizeBytes().orElse(0L).toString(),
                    told.sizeBytes().source()));
        }
    }

    /** What a copy carries: all of it where nothing on it tells what is in use. */
    private Fact<Long> used(Layer seen, BlockSource bytes) {
        try {
            return seen.map().isPresent()
                    ? fact(dataBytes(seen.map().get(), bytes.size()), "allocation maps on the disk", 1)
                    : fact(bytes.size(), "the whole disk: nothing on it tells what is in use", 0.5);
        } catch (IOException unreadable) {
            return fact(bytes.size(), "the whole disk: its allocation maps cannot be read", 0.5);
        }
    }

    static long dataBytes(AllocationMap map, long size) throws IOException {
        long bytes = 0;
        for (long from = 0; from < size; from += WINDOW_BYTES) {
            bytes += map.used(from, from + Math.min(WINDOW_BYTES, size - from)).dataBytes();
        }
        return bytes;
    }

    private <T> Fact<T> fact(T value, String source, double confidence) {
        return new Fact<>(Optional.of(value), source, BY, at, confidence, Optional.empty());
    }
}
