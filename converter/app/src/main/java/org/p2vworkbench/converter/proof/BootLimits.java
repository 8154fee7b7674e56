package org.p2vworkbench.converter.proof;

import java.time.Duration;

/**
 * How long a machine is watched.
 *
 * @param most in all
 * @param quiet after which one that shows, says and reads nothing new will not come to anything any more
 */
public record BootLimits(Duration most, Duration quiet) {

    public static final BootLimits USUAL = new BootLimits(Duration.ofMinutes(15), Duration.ofMinutes(3));
}
