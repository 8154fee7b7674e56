package org.p2vworkbench.converter.inspect;

import org.p2vworkbench.disks.layers.Layer;

/** A layer as a node of the tree that is shown. */
final class LayerNode {

    private LayerNode() {}

    static Node of(Layer layer) {
        return new Draft(
                        Node.Kind.valueOf(layer.kind().name()),
                        layer.name(),
                        layer.offset(),
                        layer.sizeBytes(),
                        layer.type())
                .described(layer.description())
                .inUse(layer.usedBytes(), layer.clean())
                .labelled(layer.label(), layer.uuid())
                .findings(layer.findings())
                .holding(layer.children().stream().map(LayerNode::of).toList())
                .node();
    }
}
