package org.p2vworkbench.converter.source;

import java.util.List;
import java.util.Map;

/**
 * What the guest made of a disk, where its description tells.
 *
 * @param names below /dev that the guest may have for it: "xvda"
 * @param bare whether the guest knows its only partition as the whole disk, because it had no partition table
 * @param startedByHost whether no firmware ever started the guest: its host loaded the kernel
 * @param moved what was an array, or lay on another disk, and is a partition of this one now: its number by each name
 *     below /dev that the guest may have for it; 0 for an array that is the whole disk
 */
public record SeenAs(List<String> names, boolean bare, boolean startedByHost, Map<String, Integer> moved) {

    public static final SeenAs UNKNOWN = new SeenAs(List.of(), false, false);

    public SeenAs {
        names = List.copyOf(names);
        moved = Map.copyOf(moved);
    }

    public SeenAs(List<String> names, boolean bare, boolean startedByHost) {
        this(names, bare, startedByHost, Map.of());
    }

    /** The same, with a partition table around what was the whole disk. */
    public SeenAs wrapped() {
        return new SeenAs(names, true, startedByHost, moved);
    }
}
