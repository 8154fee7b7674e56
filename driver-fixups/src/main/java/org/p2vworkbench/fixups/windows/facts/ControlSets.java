package org.p2vworkbench.fixups.windows.facts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.p2vworkbench.fixups.registry.Hive;
import org.p2vworkbench.fixups.registry.HiveKey;

/**
 * The control sets of a SYSTEM hive; CurrentControlSet is only there while Windows runs (SYSTEM\Select).
 *
 * @param current "ControlSet001", what the next start takes unless the last one failed
 * @param all that there are, the current one among them
 */
public record ControlSets(String current, List<String> all) {

    private static final String PREFIX = "ControlSet";

    public ControlSets {
        all = List.copyOf(all);
    }

    /** @throws NoWindowsException when Select names none, or one that is not there */
    static ControlSets of(Hive system) throws IOException {
        List<String> all = new ArrayList<>();
        for (HiveKey key : system.root().children()) {
            if (key.name().matches("(?i)ControlSet\\d{3}")) {
                all.add(key.name());
            }
        }
        // Default is what the boot loader takes; Current is what the last start took. They differ after a failed one.
        HiveReader in = new HiveReader(system);
        OptionalLong chosen = in.number("Select", "Default");
        OptionalLong number = chosen.isPresent() ? chosen : in.number("Select", "Current");
        if (number.isEmpty()) {
            throw new NoWindowsException(
                    "%s has no Select\\Default and no Select\\Current, so that the control set is not known"
                            .formatted(system.name()));
        }
        String wanted = PREFIX + "%03d".formatted(number.getAsLong());
        String current = all.stream()
                .filter(name -> name.equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> new NoWindowsException(
                        "%s says its control set is %s, and has %s".formatted(system.name(), wanted, all)));
        return new ControlSets(current, all);
    }
}
