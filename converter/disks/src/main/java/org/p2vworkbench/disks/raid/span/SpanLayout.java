package org.p2vworkbench.disks.raid.span;

import java.util.List;
import java.util.Optional;
import org.p2vworkbench.disks.BlockSource;

/** A way to lay data over members. */
public interface SpanLayout {

    /** Fewer members than this, and the metadata is wrong. */
    int leastMembers();

    /** How many of {@code members} hold data that no other holds. */
    int dataMembers(int members);

    /** The most bytes a span over such members can have. */
    long capacity(List<Long> memberBytes, long chunkBytes);

    /**
     * The span's bytes; empty when more is missing than redundancy replaces. The members that are there have the size
     * they were said to have, and {@code sizeBytes} is no more than the capacity.
     */
    Optional<BlockSource> volume(String name, List<Optional<BlockSource>> members, long chunkBytes, long sizeBytes);
}
