package org.p2vworkbench.converter.source;

import java.util.List;

/**
 * What the guest made of a disk, where its description tells.
 *
 * @param names below /dev that the guest may have for it: "xvda"
 * @param bare whether the guest knows its only partition as the whole disk, because it had no partition table
 * @param startedByHost whether no firmware ever started the guest: its host loaded the kernel
 */
public record SeenAs(List<String> names, boolean bare, boolean startedByHost) {

    public static final SeenAs UNKNOWN = new SeenAs(List.of(), false, false);

    public SeenAs {
        names = List.copyOf(names);
    }

    /** The same, with a partition table around what was the whole disk. */
    public SeenAs wrapped() {
        return new SeenAs(names, true, startedByHost);
    }
}
