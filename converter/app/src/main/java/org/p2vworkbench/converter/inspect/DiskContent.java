package org.p2vworkbench.converter.inspect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.p2vworkbench.converter.failure.SourceReadException;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.DiskFormatException;
import org.p2vworkbench.disks.filesystem.FilesystemSignature;
import org.p2vworkbench.disks.partition.Partition;
import org.p2vworkbench.disks.partition.PartitionTable;

/**
 * The partition table of a disk and what lies in the partitions, or what lies on a disk without one.
 *
 * <p>Damage is what an inspection is there to find: it becomes a finding beside whatever could be read. Only a disk that
 * does not deliver its bytes is a failure.
 */
final class DiskContent {

    private final BlockSource disk;

    DiskContent(BlockSource disk) {
        this.disk = disk;
    }

    List<Node> nodes() throws IOException {
        PartitionTable table;
        try {
            table = PartitionTable.of(disk);
        } catch (DiskFormatException damaged) {
            return List.of(new Draft(Node.Kind.TABLE, disk.name(), 0, disk.size(), "damaged")
                    .findings(List.of(damaged.getMessage() + " " + damaged.next()))
                    .node());
        } catch (IOException unreadable) {
            throw notRead(unreadable);
        }
        if (table.kind() == PartitionTable.Kind.NONE) {
            Held held = held(disk, 0);
            List<Node> volume = held.node().stream().toList();
            return held.damage().isEmpty() && table.findings().isEmpty()
                    ? volume
                    : List.of(node(table, volume, held.damage()));
        }
        return List.of(node(table, children(table, Optional.empty()), List.of()));
    }

    private Node node(PartitionTable table, List<Node> held, List<String> more) {
        List<String> findings = new ArrayList<>(table.findings());
        findings.addAll(more);
        String kind = table.kind().name().toLowerCase(Locale.ROOT);
        return new Draft(Node.Kind.TABLE, disk.name(), 0, disk.size(), kind)
                .described("%d-byte sectors".formatted(table.sectorBytes()))
                .labelled("", table.id())
                .findings(findings)
                .holding(held)
                .node();
    }

    /** The partitions that lie directly in {@code within}, or in no other. */
    private List<Node> children(PartitionTable table, Optional<Partition> within) throws IOException {
        List<Node> nodes = new ArrayList<>();
        for (Partition partition : table.partitions()) {
            if (container(table, partition).equals(within)) {
                nodes.add(node(table, partition));
            }
        }
        return nodes;
    }

    /** The smallest container around a partition; of two of one size, the first. */
    private static Optional<Partition> container(PartitionTable table, Partition partition) {
        return table.partitions().stream()
                .filter(Partition::container)
                .filter(other -> other != partition && encloses(other, partition))
                .min(Comparator.comparingLong(Partition::lengthBytes));
    }

    /** Sizes decide, so that no two partitions enclose each other. */
    private static boolean encloses(Partition outer, Partition inner) {
        return outer.startBytes() <= inner.startBytes()
                && inner.startBytes() < outer.endBytes()
                && (inner.lengthBytes() < outer.lengthBytes() || !inner.container());
    }

    private Node node(PartitionTable table, Partition partition) throws IOException {
        List<Node> children =
                new ArrayList<>(partition.container() ? children(table, Optional.of(partition)) : List.of());
        Held held = partition.container() ? Held.NOTHING : held(partition);
        held.node().ifPresent(children::add);
        String number = Integer.toString(partition.number());
        return new Draft(Node.Kind.PARTITION, number, partition.startBytes(), partition.lengthBytes(), partition.type())
                .described(partition.typeName() + (partition.bootable() ? ", bootable" : ""))
                .labelled(
                        partition.name(), partition.guid().map(Object::toString).orElse(""))
                .findings(held.damage())
                .holding(children)
                .node();
    }

    /** What a volume holds, and what keeps us from telling. */
    private record Held(Optional<Node> node, List<String> damage) {
        static final Held NOTHING = new Held(Optional.empty(), List.of());
    }

    private Held held(Partition partition) throws IOException {
        // One that starts behind the end of the disk is among the findings of the table.
        return partition.startBytes() > disk.size() ? Held.NOTHING : held(partition.in(disk), partition.startBytes());
    }

    private Held held(BlockSource volume, long offset) throws IOException {
        try {
            return new Held(FilesystemSignature.of(volume).map(found -> node(found, volume, offset)), List.of());
        } catch (DiskFormatException damaged) {
            return new Held(Optional.empty(), List.of(damaged.getMessage() + " " + damaged.next()));
        } catch (IOException unreadable) {
            throw notRead(unreadable);
        }
    }

    private static Node node(FilesystemSignature found, BlockSource volume, long offset) {
        return new Draft(Node.Kind.FILESYSTEM, found.label(), offset, volume.size(), found.type())
                .described(found.version())
                .labelled(found.label(), found.uuid())
                .node();
    }

    private IOException notRead(IOException failure) {
        return new SourceReadException(
                disk.name(),
                "cannot be read: " + failure.getMessage(),
                "Check the storage it is on; 'p2v convert' copies what can be read.",
                failure);
    }
}
