package org.p2vworkbench.converter.cli;

import java.time.Duration;
import java.util.List;
import org.p2vworkbench.converter.failure.UsageException;
import org.p2vworkbench.converter.proof.BootTerms;
import org.p2vworkbench.converter.proof.cable.PortQuestion;
import picocli.CommandLine.Option;

/** How a machine that boots is watched. */
final class BootTermOptions {

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

    @Option(
            names = "--probe",
            paramLabel = "[ADDRESS:]PORT",
            split = ",",
            description =
                    "A TCP port that has to be open once the machine is up: 22, or 192.168.1.10:22. Asked over a cable"
                            + " that leads nowhere else; may be repeated.")
    private List<String> ports = List.of();

    BootTerms terms() throws UsageException {
        if (mostMinutes < 1 || quietMinutes < 1) {
            throw new UsageException("--limit, --quiet-for", "must be at least 1", "Leave them out for the default.");
        }
        return new BootTerms(Duration.ofMinutes(mostMinutes), Duration.ofMinutes(quietMinutes), questions());
    }

    private List<PortQuestion> questions() throws UsageException {
        try {
            return ports.stream().map(PortQuestion::parse).toList();
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(
                    "--probe",
                    wrong.getMessage(),
                    "Name a port, or an IPv4 address and a port: 22 or 192.168.1.10:22.",
                    wrong);
        }
    }
}
