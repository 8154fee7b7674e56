package org.p2vworkbench.converter.serve;

import java.util.List;
import java.util.Optional;
import org.p2vworkbench.converter.hardware.MachineHardware;
import org.p2vworkbench.converter.migrate.HowFar;

/** A connected machine, as {@code p2v show} shows it. */
public record ConnectedView(
        String machine,
        String agent,
        int lanes,
        MachineHardware hardware,
        List<String> notes,
        List<LayerView> disks,
        Optional<HowFar> migration) {

    public ConnectedView {
        notes = List.copyOf(notes);
        disks = List.copyOf(disks);
        migration = migration == null ? Optional.empty() : migration;
    }
}
