package org.p2vworkbench.converter.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether a report looks into the system on the disks. */
final class InsideOption {

    @Option(
            names = "--inside",
            negatable = true,
            description = "Look into the system on the disks too, which starts an appliance (about a minute)."
                    + " By default only where nothing else tells what it is.")
    private Optional<Boolean> inside = Optional.empty();

    Optional<Boolean> wanted() {
        return inside;
    }
}
