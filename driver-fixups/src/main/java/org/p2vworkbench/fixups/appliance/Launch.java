package org.p2vworkbench.fixups.appliance;

import java.time.Duration;

/**
 * How an appliance came up.
 *
 * @param version of libguestfs, "1.48.6"
 * @param accelerator the one that worked
 * @param took from the call to a running appliance, failed attempts included
 */
public record Launch(String version, Accelerator accelerator, Duration took) {}
