package org.p2vworkbench.converter.inspect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.converter.source.FoundSources;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.source.SourceDisk;
import org.p2vworkbench.disks.image.DiskImage;

/** Looks at machines, one after the other. What cannot be looked at says why, and the rest is looked at all the same. */
public final class Inspection {

    private final boolean withStructures;

    /** @param withStructures whether the headers of the images belong into the tree */
    public Inspection(boolean withStructures) {
        this.withStructures = withStructures;
    }

    /** The machine and its disks. */
    public Node of(MachineSource source) {
        List<Node> disks = source.disks().stream().map(this::disk).toList();
        long bytes = disks.stream().mapToLong(Node::sizeBytes).sum();
        return new Draft(Node.Kind.MACHINE, source.name(), 0, bytes, "")
                .described(source.hardware().name())
                .findings(source.notes())
                .holding(disks)
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

    private Node disk(SourceDisk disk) {
        try (DiskImage image = disk.open()) {
            long used = AllocatedBytes.of(image);
            List<Node> children = new ArrayList<>(ImageChain.of(image, withStructures));
            children.addAll(new DiskContent(image).nodes());
            return new Draft(Node.Kind.DISK, disk.name(), 0, image.size(), image.format())
                    .used(used)
                    .holding(children)
                    .node();
        } catch (IOException | RuntimeException failure) {
            return new Draft(Node.Kind.DISK, disk.name(), 0, 0, "")
                    .failed(failure)
                    .node();
        }
    }
}
