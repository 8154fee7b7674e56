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
        return new MachineFacts(nics, List.of());
    }
}
