package org.p2vworkbench.converter.cli;

import java.util.Optional;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.fixups.repair.RepairOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether and how a guest is repaired once it is copied: shared by the commands that make a machine. */
final class RepairAfterCopyOptions {

    @Option(
            names = "--no-fixup",
            description = "Do not repair the guest: it boots with the drivers it has, or not at all.")
    private boolean unwanted;

    @Mixin
    private RepairWishes wishes;

    @Mixin
    private KeyOptions keys;

    /** Empty when no repair is wanted. */
    Optional<RepairOptions> options() throws UsageException {
        return unwanted ? Optional.empty() : Optional.of(wishes.options(Optional.empty(), keys.keys()));
    }
}
