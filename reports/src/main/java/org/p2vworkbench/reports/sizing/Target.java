package org.p2vworkbench.reports.sizing;

import java.util.List;
import java.util.Optional;

/**
 * Where machines are to go, as far as the consultant knows it.
 *
 * @param linkMegabits of the way there; the card's own speed when missing
 * @param poolFreeBytes room for disks
 * @param windowHours how long the machine may be away
 * @param hosts how many receive at the same time
 * @param processorFactor how much faster a thread there is than one here
 * @param vlans that the bridges there carry; empty when nobody said
 * @param addressesInUse that answer already on the network there
 * @param processorFlags of the hosts, as Linux names them; empty when nobody said
 */
public record Target(
        Optional<Long> linkMegabits,
        Optional<Long> poolFreeBytes,
        Optional<Double> windowHours,
        int hosts,
        double processorFactor,
        List<String> vlans,
        List<String> addressesInUse,
        List<String> processorFlags) {

    /** Nobody said anything. */
    public static final Target UNKNOWN = new Target(null, null, null, 1, 1, null, null, null);

    public Target {
        linkMegabits = linkMegabits == null ? Optional.empty() : linkMegabits.filter(speed -> speed > 0);
        poolFreeBytes = poolFreeBytes == null ? Optional.empty() : poolFreeBytes.filter(bytes -> bytes >= 0);
        windowHours = windowHours == null ? Optional.empty() : windowHours.filter(hours -> hours > 0);
        hosts = Math.max(1, hosts);
        processorFactor = processorFactor > 0 && Double.isFinite(processorFactor) ? processorFactor : 1;
        vlans = vlans == null ? List.of() : List.copyOf(vlans);
        addressesInUse = addressesInUse == null ? List.of() : List.copyOf(addressesInUse);
        processorFlags = processorFlags == null ? List.of() : List.copyOf(processorFlags);
    }
}
