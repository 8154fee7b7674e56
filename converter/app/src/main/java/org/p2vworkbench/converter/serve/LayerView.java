package org.p2vworkbench.converter.serve;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.p2vworkbench.converter.inspect.Node;

/** What lies on a connected machine's disks, as it is shown. */
public record LayerView(
        String kind,
        String name,
        long offset,
        long size,
        String type,
        String description,
        Optional<Long> usedBytes,
        Optional<Boolean> clean,
        String label,
        String uuid,
        List<String> findings,
        Optional<String> error,
        List<LayerView> children) {

    static LayerView of(Node node) {
        return new LayerView(
                node.kind().name().toLowerCase(Locale.ROOT),
                node.name(),
                node.offset(),
                node.sizeBytes(),
                node.type(),
                node.description(),
                node.usedBytes(),
                node.clean(),
                node.label(),
                node.uuid(),
                node.findings(),
                node.failure().map(failure -> String.valueOf(failure.getMessage())),
                node.children().stream().map(LayerView::of).toList());
    }
}
