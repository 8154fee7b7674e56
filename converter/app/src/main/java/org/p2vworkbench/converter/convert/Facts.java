package org.p2vworkbench.converter.convert;

import java.util.ArrayList;
import java.util.List;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.hardware.Nic;
import org.p2vworkbench.converter.hardware.OldPlace;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.converter.source.SeenAs;
import org.p2vworkbench.fixups.plan.MachineFacts;

/** What is known of the old machine's hardware, as the repair of its guest wants to know it. */
public final class Facts {

    private static final OldPlace UNSEEN = new OldPlace("", "");

    private Facts() {}

    static MachineFacts of(MachineSource source) {
        List<MachineFacts.Disk> disks = new ArrayList<>();
        for (int i = 0; i < source.disks().size(); i++) {
            SeenAs seen = source.disks().get(i).seen();
            List<String> names =
                    new ArrayList<>(source.hardware().disks().get(i).names());
            names.addAll(seen.names());
            disks.add(new MachineFacts.Disk(names, seen.bare(), seen.moved()));
        }
        return new MachineFacts(of(source.hardware()).nics(), disks, startedByHost(source));
    }

    /** Whether the guest need not have a kernel or a boot loader of its own. */
    static boolean startedByHost(MachineSource source) {
        return source.disks().stream().anyMatch(disk -> disk.seen().startedByHost());
    }

    public static MachineFacts of(MachineHardware hardware) {
        List<MachineFacts.Nic> nics = hardware.nics().stream()
                .filter(nic -> nic.mac().isPresent())
                .map(Facts::nic)
                .toList();
        List<MachineFacts.Disk> disks = hardware.disks().stream()
                .map(disk -> new MachineFacts.Disk(disk.names()))
                .toList();
        return new MachineFacts(nics, disks);
    }

    private static MachineFacts.Nic nic(Nic nic) {
        OldPlace place = nic.place().orElse(UNSEEN);
        return new MachineFacts.Nic(place.name(), nic.mac().orElseThrow().toString(), place.pciAddress());
    }
}
