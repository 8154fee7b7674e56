package org.p2vworkbench.converter.inspect;

import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.Structure;

/** A {@link Node} while it is put together: what is not told stays unknown. */
final class Draft {

    private final Node.Kind kind;
    private final String name;
    private final long offset;
    private final long sizeBytes;
    private final String type;
    private String description = "";
    private Optional<Long> usedBytes = Optional.empty();
    private Optional<Boolean> clean = Optional.empty();
    private String label = "";
    private String uuid = "";
    private List<String> findings = List.of();
    private Optional<Exception> failure = Optional.empty();
    private List<Structure> structures = List.of();
    private List<Node> children = List.of();

    Draft(Node.Kind kind, String name, long offset, long sizeBytes, String type) {
        this.kind = kind;
        this.name = name;
        this.offset = offset;
        this.sizeBytes = sizeBytes;
        this.type = type;
    }

    Draft described(String as) {
        description = as;
        return this;
    }

    Draft labelled(String with, String identifier) {
        label = with;
        uuid = identifier;
        return this;
    }

    Draft used(long bytes) {
        usedBytes = Optional.of(bytes);
        return this;
    }

    /** In use and clean as something tells, or does not. */
    Draft inUse(Optional<Long> bytes, Optional<Boolean> putAwayCleanly) {
        usedBytes = bytes;
        clean = putAwayCleanly;
        return this;
    }

    Draft findings(List<String> found) {
        findings = found;
        return this;
    }

    Draft failed(Exception cause) {
        failure = Optional.of(cause);
        return this;
    }

    Draft structures(List<Structure> found) {
        structures = found;
        return this;
    }

    Draft holding(List<Node> found) {
        children = found;
        return this;
    }

    Node node() {
        return new Node(
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
                failure,
                structures,
                children);
    }
}
