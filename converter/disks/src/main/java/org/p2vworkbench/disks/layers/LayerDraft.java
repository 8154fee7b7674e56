package org.p2vworkbench.disks.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;
import org.p2vworkbench.disks.allocation.Allocation;
import org.p2vworkbench.disks.allocation.AllocationMap;

/** A {@link Layer} while it is put together: what is not told stays unknown. */
final class LayerDraft {

    private final Layer.Kind kind;
    private final String name;
    private final long offset;
    private final long sizeBytes;
    private final String type;
    private String description = "";
    private Optional<Long> usedBytes = Optional.empty();
    private Optional<Boolean> clean = Optional.empty();
    private String label = "";
    private String uuid = "";
    private final List<String> findings = new ArrayList<>();
    private Optional<BlockSource> bytes = Optional.empty();
    private Optional<AllocationMap> map = Optional.empty();
    private List<Layer> children = List.of();

    LayerDraft(Layer.Kind kind, String name, long offset, long sizeBytes, String type) {
        this.kind = kind;
        this.name = name;
        this.offset = offset;
        this.sizeBytes = sizeBytes;
        this.type = type;
    }

    LayerDraft described(String as) {
        description = as;
        return this;
    }

    LayerDraft labelled(String with, String identifier) {
        label = with;
        uuid = identifier;
        return this;
    }

    LayerDraft findings(List<String> found) {
        findings.addAll(found);
        return this;
    }

    LayerDraft bytes(BlockSource source) {
        bytes = Optional.of(source);
        return this;
    }

    LayerDraft map(AllocationMap known) {
        map = Optional.of(known);
        return this;
    }

    /** In use and clean as what it holds is. */
    LayerDraft as(Layer held) {
        usedBytes = held.usedBytes();
        clean = held.clean();
        return this;
    }

    LayerDraft allocated(Allocation allocation) {
        clean = allocation.clean();
        map = allocation.map();
        if (allocation.blocks() > 0) {
            usedBytes = Optional.of(allocation.usedBytes());
        }
        if (!allocation.wholeBecause().isEmpty()) {
            findings.add(allocation.wholeBecause());
        }
        return this;
    }

    LayerDraft holding(List<Layer> found) {
        children = found;
        return this;
    }

    Layer layer() {
        return new Layer(
                kind,
                name,
                offset,
                sizeBytes,
                type,
                description,
                usedBytes,
                clean,
                label,
                uuid,
                findings,
                bytes,
                map,
                children);
    }
}
