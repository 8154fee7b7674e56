package org.p2vworkbench.converter.cli;

import java.time.Duration;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.proof.BootLimits;
import picocli.CommandLine.Option;

/** How long a machine that boots is watched. */
final class BootLimitOptions {

    @Option(
            names = "--limit",
            paramLabel = "MINUTES",
            defaultValue = "15",
            description = "How long it is watched at most; default ${DEFAULT-VALUE}.")
    private int mostMinutes;

    @Option(
            names = "--quiet-for",
            paramLabel = "MINUTES",
            defaultValue = "3",
            description = "How long nothing new may happen before it counts as stuck; default ${DEFAULT-VALUE}.")
    private int quietMinutes;

    BootLimits limits() throws UsageException {
        if (mostMinutes < 1 || quietMinutes < 1) {
            throw new UsageException("--limit, --quiet-for", "must be at least 1", "Leave them out for the default.");
        }
        return new BootLimits(Duration.ofMinutes(mostMinutes), Duration.ofMinutes(quietMinutes));
    }
}
