package org.p2vworkbench.converter.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.Field;
import org.p2vworkbench.disks.Structure;
import org.p2vworkbench.disks.image.DiskImage;

/** The files that make up a disk: the image that was named, its parent, and so on to the one without. */
final class ImageChain {

    private ImageChain() {}

    static List<Node> of(DiskImage named, boolean withStructures) {
        List<Node> images = new ArrayList<>();
        Optional<DiskImage> next = Optional.of(named);
        while (next.isPresent()) {
            images.add(node(next.get(), withStructures));
            next = next.get().parent();
        }
        return images;
    }

    private static Node node(DiskImage image, boolean withStructures) {
        List<Structure> structures = image.structures();
        return new Draft(Node.Kind.IMAGE, image.name(), 0, image.size(), image.format())
                .findings(warnings(structures))
                .structures(withStructures ? structures : List.of())
                .node();
    }

    private static List<String> warnings(List<Structure> structures) {
        List<String> warnings = new ArrayList<>();
        for (Structure structure : structures) {
            if (structure.title().equals(Structure.WARNING)) {
                for (Field field : structure.fields()) {
                    warnings.add("%s @ 0x%x: %s".formatted(structure.source(), field.offset(), field.value()));
                }
            }
        }
        return warnings;
    }
}
