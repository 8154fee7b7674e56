package org.p2vworkbench.converter.libvirt;

import java.util.List;
import java.util.Optional;

/**
 * What the operator wants of the new machine, beyond what follows from the old one. Kept in the machine folder, so that
 * a definition that is written again is the same.
 *
 * @param name of the machine in libvirt; empty for its own
 * @param maps where network cards are plugged in, as given: "eth0=br0"
 * @param keepIdentity whether the firmware shows the guest what the old one showed it
 * @param tpm whether a machine that had a TPM gets one
 */
public record Wishes(Optional<String> name, List<String> maps, boolean keepIdentity, boolean tpm) {

    public static final Wishes NONE = new Wishes(Optional.empty(), List.of(), false, true);

    public Wishes {
        name = name == null ? Optional.empty() : name;
        maps = maps == null ? List.of() : List.copyOf(maps);
    }
}
