package org.p2vworkbench.converter.proof;

import java.time.Duration;
import java.util.List;
import org.p2vworkbench.converter.proof.cable.PortQuestion;

/**
 * How a machine is watched.
 *
 * @param most in all
 * @param quiet after which one that shows, says and reads nothing new will not come to anything any more
 * @param ports that have to be open once it is up
 */
public record BootTerms(Duration most, Duration quiet, List<PortQuestion> ports) {

    public static final BootTerms USUAL = new BootTerms(Duration.ofMinutes(15), Duration.ofMinutes(3));

    public BootTerms {
        ports = List.copyOf(ports);
    }

    public BootTerms(Duration most, Duration quiet) {
        this(most, quiet, List.of());
    }

    public BootTerms asking(List<PortQuestion> others) {
        return new BootTerms(most, quiet, others);
    }
}
