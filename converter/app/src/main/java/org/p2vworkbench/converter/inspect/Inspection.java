package org.p2vworkbench.converter.inspect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.converter.failure.SourceReadException;
import org.p2vworkbench.converter.source.FoundSources;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.disks.layers.MachineLayers;
import org.p2vworkbench.disks.raid.detect.RaidDetective;

/** Looks at machines, one after the other. What cannot be looked at says why, and the rest is looked at all the same. */
public final class Inspection {

    private final boolean withStructures;

    /** @param withStructures whether the headers of the images belong into the tree */
    public Inspection(boolean withStructures) {
        this.withStructures = withStructures;
    }

    /** The machine, its disks, and the RAID sets across them. */
    public Node of(MachineSource source) {
        List<Node> found = new ArrayList<>();
        try (OpenDisks disks = new OpenDisks(source.disks())) {
            found.addAll(seenThrough(disks));
            found.addAll(disks.failures());
        }
        long bytes = found.stream()
                .filter(node -> node.kind() == Node.Kind.DISK)
                .mapToLong(Node::sizeBytes)
                .sum();
        return new Draft(Node.Kind.MACHINE, source.name(), 0, bytes, "")
                .described(source.hardware().name())
                .findings(source.notes())
                .holding(found)
                .node();
    }

    /** An input that did not lead to a machine. */
    public Node of(FoundSources.Failure failure) {
        return new Draft(Node.Kind.MACHINE, failure.name(), 0, 0, "")
                .failed(failure.cause())
                .node();
    }

    /** Why parts of the tree could not be looked at, front to back. */
    public static List<Exception> failures(Node node) {
        List<Exception> failures = new ArrayList<>(node.failure().stream().toList());
        node.children().forEach(child -> failures.addAll(failures(child)));
        return failures;
    }

    /** Together, or each by itself when one of them does not deliver its bytes. */
    private List<Node> seenThrough(OpenDisks disks) {
        try {
            return seenThrough(disks.open());
        } catch (IOException oneOfThem) {
            return disks.open().stream().map(this::alone).toList();
        }
    }

    private List<Node> seenThrough(List<OpenDisk> disks) throws IOException {
        MachineLayers layers =
                MachineLayers.of(disks.stream().map(OpenDisk::candidate).toList(), RaidDetective.cautious());
        List<Node> found = new ArrayList<>();
        for (int i = 0; i < layers.disks().size(); i++) {
            found.add(disk(disks.get(i), LayerNode.of(layers.disks().get(i))));
        }
        layers.sets().forEach(set -> found.add(LayerNode.of(set)));
        return found;
    }

    private Node alone(OpenDisk disk) {
        try {
            return seenThrough(List.of(disk)).get(0);
        } catch (IOException unreadable) {
            return new Draft(
                            Node.Kind.DISK,
                            disk.name(),
                            0,
                            disk.image().size(),
                            disk.image().format())
                    .failed(new SourceReadException(
                            disk.name(),
                            "cannot be read: " + unreadable.getMessage(),
                            "Check the storage it is on; 'p2v convert' copies what can be read.",
                            unreadable))
                    .node();
        }
    }

    private Node disk(OpenDisk disk, Node held) {
        List<Node> children = new ArrayList<>(ImageChain.of(disk.image(), withStructures));
        children.addAll(held.children());
        return new Draft(
                        Node.Kind.DISK,
                        disk.name(),
                        0,
                        disk.image().size(),
                        disk.image().format())
                .used(disk.allocatedBytes())
                .holding(children)
                .node();
    }
}
