package org.p2vworkbench.converter.libvirt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.hardware.Nic;

/**
 * What a definition comes to, for whoever hands it over.
 *
 * @param networks of libvirt that its cards are plugged into
 * @param notes what of the old machine is not as it was
 */
public record Definition(String name, UUID uuid, Set<String> networks, List<String> notes) {

    public Definition {
        networks = Set.copyOf(networks);
        notes = List.copyOf(notes);
    }

    public static Definition of(Blueprint blueprint, Wishes wishes, HostFeatures host) throws UsageException {
        Domain domain = Domain.of(blueprint, wishes);
        return new Definition(
                domain.name(),
                domain.uuid(),
                domain.cards().stream()
                        .map(Domain.Card::plug)
                        .filter(plug -> plug.kind() == Plug.Kind.NETWORK)
                        .map(Plug::name)
                        .collect(Collectors.toSet()),
                notes(blueprint.hardware(), domain, wishes, host));
    }

    /** Under which libvirt knows a machine. */
    public static UUID uuid(Blueprint blueprint, Wishes wishes) {
        return Domain.uuid(blueprint, wishes);
    }

    private static List<String> notes(MachineHardware source, Domain domain, Wishes wishes, HostFeatures host) {
        List<String> notes = new ArrayList<>();
        if (source.tpm()) {
            notes.add(
                    !wishes.tpm()
                            ? "The old machine had a TPM, and this one has none."
                            : host.tpm()
                                    ? "The TPM is new and empty: what was sealed by the old one needs its recovery key."
                                    : "The old machine had a TPM, and this one has none, because swtpm is not installed:"
                                            + " apt install swtpm-tools, then define again.");
        }
        if (domain.isSecure()) {
            notes.add("Secure Boot is on, with Microsoft's keys; keys that the old firmware was given are not there.");
        }
        if (wishes.keepIdentity() && source.uuid().isEmpty()) {
            notes.add("The old machine's UUID is not known, so its identity is kept without it.");
        }
        Set<String> seen = new HashSet<>();
        for (Nic nic : source.nics()) {
            String mac = nic.mac().map(Object::toString).orElse("");
            if (!mac.isEmpty() && !seen.add(mac)) {
                notes.add(("%s: several cards had this address, as the members of a bond do. A bond is of no use here:"
                                + " keep one of them, and let it be the bond's only member.")
                        .formatted(mac));
            }
        }
        return notes;
    }
}
