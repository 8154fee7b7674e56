package org.p2vworkbench.converter.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.p2vworkbench.disks.layers.Layer;
import org.p2vworkbench.disks.layers.MachineLayers;
import org.p2vworkbench.reports.inventory.HardwareFacts;

/** Volumes that volume managers make of disks. A system that runs them tells of them itself; from outside they are seen. */
record SeenVolumes(List<HardwareFacts.Volume> told) {

    private static final String LVM = "lvm";

    List<HardwareFacts.Volume> with(MachineLayers layers) {
        List<HardwareFacts.Volume> all = new ArrayList<>(told);
        Stream.concat(layers.disks().stream(), layers.sets().stream())
                .flatMap(layer -> groups(layer, layer.name()))
                .filter(volume -> told.stream()
                        .noneMatch(other -> other.kind().equals(volume.kind())
                                && (volume.kind().equals(LVM) || other.name().equals(volume.name()))))
                .forEach(all::add);
        return all;
    }

    private static Stream<HardwareFacts.Volume> groups(Layer layer, String on) {
        Stream<HardwareFacts.Volume> inside = layer.children().stream().flatMap(child -> groups(child, on));
        return layer.kind() != Layer.Kind.GROUP
                ? inside
                : Stream.concat(
                        layer.children().stream()
                                .filter(child -> child.kind() == Layer.Kind.VOLUME)
                                .map(volume -> volume(layer, volume, on)),
                        inside);
    }

    private static HardwareFacts.Volume volume(Layer group, Layer volume, String on) {
        Layer held = volume.children().stream()
                .filter(layer -> layer.kind() == Layer.Kind.FILESYSTEM)
                .findFirst()
                .orElse(volume);
        boolean isLvm = group.type().startsWith(LVM);
        return new HardwareFacts.Volume(
                // As device mapper names it.
                isLvm ? group.name() + "-" + volume.name() : volume.name(),
                isLvm ? LVM : group.type(),
                volume.sizeBytes(),
                List.of(on),
                held == volume ? "" : held.type(),
                held.label());
    }
}
