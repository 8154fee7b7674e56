package org.p2vworkbench.converter.recovery;

import java.util.List;

/**
 * What a set will hold.
 *
 * @param groups those that are made anew; physical volumes of all others are pieces
 * @param warnings what the operator should know before the set is relied on, a sentence each
 */
public record SetPlan(
        List<PlannedDisk> disks,
        List<PlannedGroup> groups,
        List<Piece> pieces,
        List<PlannedSwap> swaps,
        List<String> warnings) {

    public SetPlan {
        disks = List.copyOf(disks);
        groups = List.copyOf(groups);
        pieces = List.copyOf(pieces);
        swaps = List.copyOf(swaps);
        warnings = List.copyOf(warnings);
    }

    public long bytesToRead() {
        return pieces.stream().mapToLong(Piece::bytesToRead).sum();
    }
}
