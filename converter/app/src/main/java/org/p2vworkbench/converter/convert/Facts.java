package org.p2vworkbench.converter.convert;

import java.util.List;
import org.p2vworkbench.converter.source.MachineSource;
import org.p2vworkbench.fixups.plan.MachineFacts;

/** What a source tells of its machine, as the repair of its guest wants to know it. */
final class Facts {

    private Facts() {}

    static MachineFacts of(MachineSource source) {
        List<MachineFacts.Nic> nics = source.hardware().nics().stream()
                .flatMap(nic -> nic.mac().stream())
                .map(mac -> new MachineFacts.Nic("", mac.toString(), ""))
                .toList();
        List<MachineFacts.Disk> disks = source.disks().stream()
                .map(disk ->
                        new MachineFacts.Disk(disk.seen().names(), disk.seen().bare()))
                .toList();
        return new MachineFacts(nics, disks, startedByHost(source));
    }

    /** Whether the guest need not have a kernel or a boot loader of its own. */
    static boolean startedByHost(MachineSource source) {
        return source.disks().stream().anyMatch(disk -> disk.seen().startedByHost());
    }
}
